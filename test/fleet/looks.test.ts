import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asMetric } from '../../src/domain/metric.ts';
import type { PastRun } from '../../src/domain/trend/past-run.ts';
import { closerLooks, firstLooks, halves, nextLooks, REMEMBERED_MS } from '../../src/fleet/looks.ts';
import { jobKey } from '../../src/sources/prometheus/history/job-key.ts';
import type { Look } from '../../src/sources/prometheus/history/past-runs.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 24, 19, 42, 20);

const steps = ({ start, end, stepSeconds }: Look) => (end - start) / 1000 / stepSeconds + 1;
const jobWith = (runs: readonly PastRun[], metric = 'web__srv') =>
  new Map([[jobKey('web:9100', asMetric(metric)), runs]]);
const every = (hours: number, count: number, exitCode = 0): readonly PastRun[] =>
  Array.from({ length: count }, (_, at) => ({
    startedAt: NOW - (count - at) * hours * HOUR,
    durationSeconds: 60,
    exitCode,
    sampledSeconds: 6 * 3600,
  }));

describe('the first looks at the past', () => {
  it('are two queries for a fleet of five thousand jobs: the last day by the hour, ten days by the quarter of a day', () => {
    const looks = firstLooks(NOW, 15_000);
    expect(looks.map((look) => [steps(look), look.stepSeconds, look.metrics])).toEqual([
      [25, 3600, null],
      [37, 21_600, null],
    ]);
    expect(looks[0]?.end).toBe(Date.UTC(2026, 10, 24, 19));
    expect(looks[1]?.end).toBe(Date.UTC(2026, 10, 23, 18));
  });

  it('are more, and each smaller, for a large fleet; the newest come first and no moment twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900_000 }), (series) => {
        const looks = firstLooks(NOW, series);
        for (const [at, look] of looks.entries()) {
          expect(Number.isInteger(steps(look))).toBe(true);
          expect(steps(look) * series <= 600_000 || steps(look) <= 4).toBe(true);
          const next = looks[at + 1];
          if (next !== undefined) expect(next.end).toBeLessThan(look.start);
        }
        expect(looks.reduce((sum, look) => sum + steps(look), 0)).toBe(25 + 37);
      }),
    );
    expect(firstLooks(NOW, 30_000)).toHaveLength(2 + 2);
  });
});

describe('later looks', () => {
  it('are one query for what has come since, and none before ten minutes are over', () => {
    expect(nextLooks(NOW - 9 * MINUTE, NOW)).toEqual([]);
    expect(nextLooks(NOW - 12 * MINUTE, NOW)).toEqual([
      { start: NOW - 2 * MINUTE, end: NOW - 2 * MINUTE, stepSeconds: 600, metrics: null },
    ]);
  });

  it('are not many after a long sleep', () => {
    const [look, ...more] = nextLooks(NOW - 3 * DAY, NOW);
    expect(more).toEqual([]);
    expect(look && steps(look)).toBeLessThanOrEqual(24);
    expect(NOW - (look?.end ?? 0)).toBeLessThan(4 * HOUR);
  });
});

describe('closer looks', () => {
  it('are not taken at jobs that run every night', () => {
    expect(closerLooks(jobWith(every(24, 10)), NOW, 3)).toEqual([]);
  });

  it('go back a month for a job that runs seldom, or has failed all the while', () => {
    for (const runs of [every(24 * 7, 2), every(24, 11, 100)]) {
      const looks = closerLooks(jobWith(runs), NOW, 3);
      expect(looks).toMatchObject([{ stepSeconds: 21_600, metrics: ['web__srv'] }]);
      expect(looks[0]?.start).toBeGreaterThanOrEqual(NOW - REMEMBERED_MS);
      expect(looks[0]?.end).toBeLessThan(NOW - 10 * DAY);
    }
  });

  it('do not go back for a job that has only been there for days', () => {
    expect(closerLooks(jobWith(every(24, 3)), NOW, 3)).toEqual([]);
  });

  it('are finer where runs come about as often as the looks', () => {
    const looks = closerLooks(jobWith(every(6, 30)), NOW, 3);
    expect(looks).toMatchObject([{ stepSeconds: 1200, metrics: ['web__srv'] }]);
    expect(looks[0]?.end).toBe(Date.UTC(2026, 10, 24, 19, 40));
  });

  it('are taken at the whole fleet where too many jobs would have to be named', () => {
    const weekly = new Map(
      Array.from(
        { length: 3000 },
        (_, at) => [jobKey('web:9100', asMetric(`web__srv_${at}_${'x'.repeat(40)}`)), every(168, 2)] as const,
      ),
    );
    const looks = closerLooks(weekly, NOW, 9000);
    expect(looks.map((look) => [look.stepSeconds, look.metrics])).toEqual([[86_400, null]]);
  });
});

describe('a look that was too much', () => {
  it('is taken in halves, the newer first, until it can not be less', () => {
    const look: Look = { start: NOW - 9 * HOUR, end: NOW, stepSeconds: 3600, metrics: null };
    const [newer, older] = halves(look);
    expect(newer).toEqual({ ...look, start: NOW - 4 * HOUR });
    expect(older).toEqual({ ...look, end: NOW - 5 * HOUR });
    expect(halves({ ...look, start: NOW - 2 * HOUR })).toEqual([]);
  });
});
