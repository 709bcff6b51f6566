import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFailure } from '../../../src/domain/outcome.ts';
import type { PastRun } from '../../../src/domain/trend/past-run.ts';
import { RECENT_RUNS, trendOf } from '../../../src/domain/trend/trend.ts';
import { DAY, NIGHT, pastRun, pastRuns } from './support/past-runs.ts';

const last = (exitCode: number | null, durationSeconds = 60) => ({ startedAt: NIGHT, durationSeconds, exitCode });

describe('how a job has been going', () => {
  it('is nothing to tell of a job with one run, whether history has that or not', () => {
    expect(trendOf([], last(0))).toBeNull();
    expect(trendOf([pastRun(0)], last(0))).toBeNull();
    expect(trendOf([], null)).toBeNull();
  });

  it('counts the run that history has and the job shows once', () => {
    const trend = trendOf([...pastRuns([0, 100]), pastRun(0, 100)], last(100));
    expect(trend).toMatchObject({ runs: 3, failedRuns: 2, knownSince: NIGHT - 2 * DAY });
  });

  it('counts failures in a row up to the last run, 3 among them, and knows since when', () => {
    expect(trendOf(pastRuns([100, 0, 100, 3]), last(50))?.failing).toEqual({
      runs: 3,
      since: NIGHT - 2 * DAY,
      sinceExact: true,
    });
  });

  it('can not say since when where no good run is known, or one whose end is not', () => {
    expect(trendOf(pastRuns([100, 100]), last(100))?.failing).toEqual({
      runs: 3,
      since: NIGHT - 2 * DAY,
      sinceExact: false,
    });
    expect(trendOf(pastRuns([0, null, 100]), last(100))?.failing).toMatchObject({ runs: 2, sinceExact: false });
  });

  it('does not take the last run for a failure when its end is not known', () => {
    expect(trendOf(pastRuns([100, 100]), last(null))?.failing).toBeNull();
  });

  it('has the end of the last good run, warnings included', () => {
    expect(trendOf(pastRuns([0, 2, 100]), last(100))?.lastSuccessAt).toBe(NIGHT - 2 * DAY + 60_000);
    expect(trendOf(pastRuns([100]), last(100))?.lastSuccessAt).toBeNull();
  });

  it('measures the good runs before the last one, where there are five', () => {
    const runs = [10, 20, 30, 40, 50].map((seconds, at) => pastRun(5 - at, 0, seconds));
    expect(trendOf([...runs, pastRun(0.5, 100, 1)], last(0, 9999))?.durations).toEqual({
      runs: 5,
      medianSeconds: 30,
      lowSeconds: 14,
      highSeconds: 46,
      longestSeconds: 50,
    });
    expect(trendOf(runs.slice(1), last(0))?.durations).toBeNull();
  });

  it('forgets what it said when the last run is another one, or known better', () => {
    const past = pastRuns([0, 0]);
    expect(trendOf(past, last(null))?.failing).toBeNull();
    expect(trendOf(past, last(100))?.failing?.runs).toBe(1);
    expect(trendOf(past, { ...last(100), startedAt: NIGHT + DAY })?.recent.at(-1)?.startedAt).toBe(NIGHT + DAY);
  });

  it('holds together for whatever runs there are', () => {
    const anyRun = fc.record({
      startedAt: fc.integer({ min: NIGHT - 30 * DAY, max: NIGHT + DAY }),
      durationSeconds: fc.option(fc.integer({ min: 0, max: 1e6 })),
      exitCode: fc.option(fc.integer({ min: 0, max: 255 })),
      sampledSeconds: fc.constantFrom(600, 3600, 21_600),
    });
    fc.assert(
      fc.property(fc.array(anyRun), fc.option(anyRun), (unsorted: PastRun[], shown) => {
        const past = unsorted.toSorted((one, other) => one.startedAt - other.startedAt);
        const trend = trendOf(past, shown);
        if (trend === null) return;
        expect(trend.recent.length).toBe(Math.min(RECENT_RUNS, trend.runs));
        const failing = trend.failing?.runs ?? 0;
        expect(failing).toBeLessThanOrEqual(trend.failedRuns);
        const inRow = trend.recent.slice(-Math.max(1, failing)).every(({ exitCode }) => isFailure(exitCode ?? 0));
        expect(inRow).toBe(failing > 0);
        const { durations } = trend;
        if (durations === null) return;
        expect(durations.lowSeconds).toBeLessThanOrEqual(durations.medianSeconds);
        expect(durations.medianSeconds).toBeLessThanOrEqual(durations.highSeconds);
        expect(durations.highSeconds).toBeLessThanOrEqual(durations.longestSeconds);
      }),
    );
  });
});
