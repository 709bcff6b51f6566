import { describe, expect, it } from 'vitest';
import type { PastRun } from '../../../src/domain/trend/past-run.ts';
import { rhythmOf } from '../../../src/domain/trend/rhythm.ts';
import { DAY, NIGHT, pastRun } from './support/past-runs.ts';

const HOUR_SECONDS = 3600;
const at = (days: readonly number[], sampledSeconds = HOUR_SECONDS): readonly PastRun[] =>
  days.toSorted((one, other) => other - one).map((daysAgo) => pastRun(daysAgo, 0, 60, sampledSeconds));
const NIGHTLY = { everySeconds: 86_400, nextAt: NIGHT + DAY };

describe('the rhythm of a job', () => {
  it('is that of five regular runs, and not of fewer', () => {
    expect(rhythmOf(at([4, 3, 2, 1, 0]))).toEqual(NIGHTLY);
    expect(rhythmOf(at([3, 2, 1, 0]))).toBeNull();
    expect(rhythmOf(at([0]))).toBeNull();
    expect(rhythmOf([])).toBeNull();
  });

  it('is not disturbed by runs by hand, nor by late starts', () => {
    expect(rhythmOf(at([6, 5, 4.6, 4, 3, 2, 1.5, 1, 0]))).toEqual(NIGHTLY);
    expect(rhythmOf(at([5, 4.02, 3, 2.04, 1, 0]))?.everySeconds).toBeCloseTo(86_400, -4);
    const early = at([4, 3, 2, 1, 0]).map((run, night) => ({ ...run, startedAt: run.startedAt - night * 8000 }));
    expect(rhythmOf(early)?.everySeconds).toBe(86_400);
  });

  it('goes by the last run in time, not by one by hand after it', () => {
    expect(rhythmOf(at([5, 4, 3, 2, 1, 0.6]))).toEqual({ everySeconds: 86_400, nextAt: NIGHT });
  });

  it('is none of runs on weekdays, nor of runs as they come', () => {
    expect(rhythmOf(at([11, 10, 9, 8, 7, 4, 3, 2, 1, 0]))).toBeNull();
    expect(rhythmOf(at([9, 7.3, 6.8, 4.1, 3.9, 1.2, 0]))).toBeNull();
  });

  it('keeps a rhythm that was broken once in a while', () => {
    const days = Array.from({ length: 16 }, (_, index) => index).filter((day) => day !== 6);
    expect(rhythmOf(at(days))).toEqual(NIGHTLY);
  });

  it('is not read from looks between which runs may have been missed', () => {
    const everySixHours = [1.5, 1.25, 1, 0.75, 0.5, 0.25, 0];
    expect(rhythmOf(at(everySixHours, 6 * HOUR_SECONDS))).toBeNull();
    expect(rhythmOf(at(everySixHours, 1200))?.everySeconds).toBe(6 * HOUR_SECONDS);
  });
});
