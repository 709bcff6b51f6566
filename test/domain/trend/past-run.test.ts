import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeRuns, type PastRun, runsOftener, withEarlier } from '../../../src/domain/trend/past-run.ts';
import { DAY, NIGHT, pastRun, pastRuns } from './support/past-runs.ts';

const FROM = NIGHT - 30 * DAY;

describe('runs from several looks', () => {
  it('are each there once, with what any look knew and the finer of them', () => {
    const merged = mergeRuns(
      [pastRun(2, null, 60, 21_600), pastRun(1)],
      [{ ...pastRun(2, 100, null, 3600), startedAt: NIGHT - 2 * DAY + 500 }, pastRun(0)],
      FROM,
    );
    expect(merged).toEqual([pastRun(2, 100, 60, 3600), pastRun(1), pastRun(0)]);
  });

  it('are forgotten in time', () => {
    expect(mergeRuns([pastRun(31), pastRun(30)], [pastRun(40)], FROM)).toEqual([pastRun(30)]);
  });

  it('are the same list where there is nothing new', () => {
    const known = pastRuns([0, 0, 100]);
    expect(mergeRuns(known, known.slice(-1), FROM)).toBe(known);
    expect(mergeRuns(known, [], FROM)).toBe(known);
    expect(mergeRuns(known, [pastRun(1, 0)], FROM)).toBe(known);
  });

  it('are in order and apart, whatever comes in', () => {
    const runs = fc.array(
      fc.integer({ min: FROM - DAY, max: NIGHT }).map((startedAt): PastRun => ({ ...pastRun(0), startedAt })),
    );
    const sorted = (list: PastRun[]) => mergeRuns([], list, FROM);
    fc.assert(
      fc.property(runs, runs, (one, other) => {
        const known = sorted(one);
        const merged = mergeRuns(known, other, FROM);
        for (const [at, run] of merged.entries()) {
          expect(run.startedAt).toBeGreaterThanOrEqual(FROM);
          if (at > 0) expect(run.startedAt).toBeGreaterThan((merged[at - 1]?.startedAt ?? 0) + 2000);
        }
        for (const { startedAt } of [...known, ...other].filter((run) => run.startedAt >= FROM))
          expect(merged.some((run) => Math.abs(run.startedAt - startedAt) <= 2000)).toBe(true);
      }),
    );
  });
});

describe('a job that runs oftener than it was looked at', () => {
  it('has a new run at most looks', () => {
    const every = (hours: number) =>
      Array.from({ length: 12 }, (_, at) => pastRun(((12 - at) * hours) / 24, 0, 60, 6 * 3600));
    expect(runsOftener(every(1))).toBe(true);
    expect(runsOftener(every(8))).toBe(true);
    expect(runsOftener(every(12))).toBe(false);
    expect(runsOftener(every(24))).toBe(false);
    expect(runsOftener(every(1).slice(0, 5))).toBe(false);
  });
});

describe('runs by two families of series', () => {
  it('are those of the own one, and what the older one knew before', () => {
    const [own, older] = [[pastRun(1, 0), pastRun(0, 0)], pastRuns([100, 100, 100])];
    expect(withEarlier(own, older)).toEqual([pastRun(3, 100), pastRun(2, 100), pastRun(1, 0), pastRun(0, 0)]);
    expect(withEarlier(own, older)).toBe(withEarlier(own, older));
  });
});
