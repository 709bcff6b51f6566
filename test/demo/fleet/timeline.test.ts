import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endedBy, momentsIn, type SimulatedRun, startedBy, type Timeline } from '../../../src/demo/fleet/timeline.ts';

const ORIGIN = 1_800_000_000_000;

const timelines = fc
  .record({
    seed: fc.integer(),
    period: fc.integer({ min: 60, max: 90_000 }),
    share: fc.double({ min: 0.05, max: 0.6, noNaN: true }),
    stopped: fc.boolean(),
    extraAt: fc.option(fc.integer({ min: 1, max: 300 })),
  })
  .map(
    ({ seed, period, share, stopped, extraAt }): Timeline => ({
      seed,
      origin: ORIGIN,
      periodMs: period * 1000,
      jitterMs: period * 10,
      usualSeconds: Math.max(1, Math.floor(period * share)),
      usualExit: (number) => (number % 3 === 0 ? 100 : 0),
      first: -20,
      last: stopped ? 2 : Number.POSITIVE_INFINITY,
      scripted: new Map(),
      known: new Map(),
      extra:
        extraAt === null
          ? []
          : [{ startedAt: ORIGIN + extraAt * 1000, endedAt: ORIGIN + (extraAt + 30) * 1000, exitCode: 0, attempts: 1 }],
    }),
  );

/** Every run from the first to well after the range that is looked at: the regular ones are found by looking four times a period. */
function allRuns(timeline: Timeline): readonly SimulatedRun[] {
  const regular = { ...timeline, extra: [], known: new Map() };
  const { origin, periodMs, extra } = timeline;
  const runs = new Map<number, SimulatedRun>();
  for (let at = origin - 21 * periodMs; at < origin + 8 * periodMs; at += periodMs / 4) {
    for (const run of [startedBy(regular, at), endedBy(regular, at)]) if (run !== null) runs.set(run.startedAt, run);
  }
  return [...runs.values(), ...extra].sort((one, other) => one.startedAt - other.startedAt);
}

describe('a timeline', () => {
  it('knows at any moment the last run that had started and the last that had ended', () => {
    fc.assert(
      fc.property(timelines, fc.double({ min: -19, max: 6, noNaN: true }), (timeline, periods) => {
        const at = ORIGIN + periods * timeline.periodMs;
        const runs = allRuns(timeline);
        expect(startedBy(timeline, at)?.startedAt).toBe(runs.findLast(({ startedAt }) => startedAt <= at)?.startedAt);
        expect(endedBy(timeline, at)?.startedAt).toBe(runs.findLast(({ endedAt }) => endedAt <= at)?.startedAt);
      }),
    );
  });

  it('tells every moment at which that changes, and no other', () => {
    fc.assert(
      fc.property(
        timelines,
        fc.integer({ min: -19, max: 3 }),
        fc.integer({ min: 1, max: 3 }),
        (timeline, begin, length) => {
          const from = ORIGIN + begin * timeline.periodMs;
          const to = from + length * timeline.periodMs;
          const expected = allRuns(timeline)
            .flatMap(({ startedAt, endedAt }) => [startedAt, endedAt])
            .filter((at) => at > from && at <= to)
            .sort((one, other) => one - other);
          expect(momentsIn(timeline, from, to)).toEqual(expected);
        },
      ),
    );
  });

  it('is the same for the same seed, whatever was asked before', () => {
    fc.assert(
      fc.property(timelines, (timeline) => {
        const asked = { ...timeline, known: new Map() };
        for (let back = 0; back < 40; back += 1) endedBy(asked, ORIGIN - back * timeline.periodMs);
        expect(startedBy(asked, ORIGIN)).toEqual(startedBy(timeline, ORIGIN));
      }),
    );
  });
});
