import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asMetric } from '../../../../src/domain/metric.ts';
import { jobKey, labelledJobKey } from '../../../../src/sources/prometheus/history/job-key.ts';
import { readLastKnown, readLastKnownMetrics } from '../../../../src/sources/prometheus/history/last-known.ts';
import { readPastRuns } from '../../../../src/sources/prometheus/history/past-runs.ts';
import { readRunHistory } from '../../../../src/sources/prometheus/history/run-history.ts';
import type { Prometheus } from '../../../lab/prometheus.ts';
import { describeWith } from '../../../support/describe-with.ts';
import { failureOf, prometheusAt } from '../support/clients.ts';
import { type PastSeries, prometheusWithPast } from '../support/past.ts';

const DAY = 86_400;
const STEP = 240;
const NOW = Math.floor(Date.now() / 1000 / STEP) * STEP;
const PAST = { start: NOW - 12 * DAY, end: NOW - STEP, everySeconds: STEP };

/** The runs of a job: one a day, ending at this many days ago with this duration. */
type Runs = readonly (readonly [daysAgo: number, seconds: number])[];
const DAILY: Runs = [
  [9.9, 999],
  [7.5, 60],
  [6.5, 10],
  [5.5, 20],
  [4.5, 30],
  [3.5, 40],
  [2.5, 50],
  [1.5, 70],
  [0.5, 86_000],
];

const lastRun = (runs: Runs, at: number) => runs.findLast(([daysAgo]) => at >= NOW - daysAgo * DAY);
const startOf = ([daysAgo, seconds]: readonly [number, number]) => NOW - daysAgo * DAY - seconds;

function classic(
  metric: string,
  labels: Record<string, string>,
  runs: Runs,
  until = Number.POSITIVE_INFINITY,
): PastSeries[] {
  const series = (end: string, value: (run: readonly [number, number]) => number): PastSeries => ({
    name: `duplicati_${metric}_last_${end}`,
    labels,
    valueAt: (at) => {
      const run = at <= until ? lastRun(runs, at) : undefined;
      return run === undefined ? null : value(run);
    },
  });
  return [series('run_start', startOf), series('run_seconds', ([, seconds]) => seconds), series('exitcode', () => 1)];
}

function labelledRuns(labels: Record<string, string>, runs: Runs): PastSeries[] {
  const series = (end: string, value: (run: readonly [number, number]) => number): PastSeries => ({
    name: `duplicati_job_last_${end}`,
    labels,
    valueAt: (at) => {
      const run = lastRun(runs, at);
      return run === undefined ? null : value(run);
    },
  });
  return [
    series('completion_timestamp_seconds', ([daysAgo]) => NOW - daysAgo * DAY),
    series('duration_seconds', ([, seconds]) => seconds),
    series('exit_code', () => 1),
  ];
}

const present = (name: string, labels: Record<string, string>, until: number): PastSeries => ({
  name,
  labels,
  valueAt: (at) => (at <= until ? 0 : null),
});

const WEB = { instance: '10.0.0.5:9100', job: 'web01' };
const OLD = { instance: '10.0.0.6:9100', job: 'old01' };
const RECENT = { instance: '10.0.0.7:9100', job: 'recent01' };
const OLD_END = NOW - 9 * DAY;
/** The same instance, scraped for half a day longer by another job. */
const LATER = { ...OLD, job: 'old02' };
const LATER_END = OLD_END + DAY / 2;
const RECENT_END = NOW - DAY / 6;

describeWith(['prometheus', 'promtool'], 'a Prometheus with a past', () => {
  let prometheus: Prometheus;
  const client = () => prometheusAt(prometheus.url);
  const now = NOW * 1000;

  beforeAll(async () => {
    prometheus = await prometheusWithPast(
      [
        ...classic('web01__srv', WEB, DAILY),
        ...classic('web01__few', WEB, [
          [5, 10],
          [3, 20],
        ]),
        ...classic(
          'web01__left',
          WEB,
          [
            [11, 10],
            [8.5, 30],
          ],
          NOW - 8 * DAY,
        ),
        ...classic(
          'old01__srv',
          OLD,
          [
            [11, 5],
            [9.5, 6],
          ],
          OLD_END,
        ),
        ...classic('recent01__srv', RECENT, [[2, 7]], RECENT_END),
        ...classic('web01__new', WEB, [
          [1.5, 10],
          [0.95, 500],
        ]),
        ...classic('old02__srv', LATER, [[11, 5]], LATER_END),
        present('node_textfile_scrape_error', OLD, OLD_END),
        present('node_textfile_scrape_error', LATER, LATER_END),
        present('node_textfile_scrape_error', RECENT, RECENT_END),
        present('node_textfile_scrape_error', WEB, NOW),
        ...labelledRuns({ ...WEB, host: 'web01', path: '/srv' }, DAILY),
        ...labelledRuns({ ...WEB, host: 'web01', path: '/other' }, [[2, 5]]),
      ],
      PAST,
    );
  });
  afterAll(() => prometheus?.stop());

  describe('readPastRuns', () => {
    const look = { start: now - 7 * DAY * 1000, end: now, stepSeconds: 6 * 3600, metrics: null };

    it('gives the runs of the whole fleet that were the last ones at some look, each once, of both families', async () => {
      const { runs, warnings } = await readPastRuns(client(), look);
      expect(warnings).toEqual([]);
      const wanted = DAILY.slice(1).map((run) => ({
        startedAt: startOf(run) * 1000,
        durationSeconds: run[1],
        exitCode: 1,
        sampledSeconds: 6 * 3600,
      }));
      expect(runs.get(jobKey(WEB.instance, asMetric('web01__srv')))).toEqual(wanted);
      expect(runs.get(labelledJobKey(WEB.instance, 'web01', '/srv'))).toEqual(wanted);
      expect(runs.get(jobKey(WEB.instance, asMetric('web01__left')))).toBeUndefined();
    });

    it('gives those of some jobs only where it is asked to', async () => {
      const { runs } = await readPastRuns(client(), { ...look, metrics: [asMetric('web01__few')] });
      expect([...runs.keys()]).toEqual([jobKey(WEB.instance, asMetric('web01__few'))]);
    });

    it('throws where the server fails', async () => {
      const failure = await failureOf(readPastRuns(prometheusAt('http://127.0.0.1:1'), look));
      expect(failure.kind).toBe('refused');
    });
  });

  describe('readLastKnown', () => {
    it('finds silent instances hours and days back, each with the moment that it was last seen', async () => {
      const { instances, warnings } = await readLastKnown(client(), {
        instances: [OLD.instance, RECENT.instance, 'never:9100', 'x".*|.*', 'no(regexp'],
        now,
      });
      expect(warnings).toEqual([]);
      const byJob = new Map(instances.map((each) => [each.scrapeJob, each]));
      expect(instances).toHaveLength(3);
      expect(byJob.get('recent01')).toMatchObject({ at: RECENT_END * 1000, stale: true, instance: RECENT.instance });
      expect(byJob.get('old01')).toMatchObject({ at: OLD_END * 1000, stale: true, textfileError: false });
      expect([...(byJob.get('old01')?.runs ?? [])]).toEqual([
        ['old01__srv', { startedAt: startOf([9.5, 6]) * 1000, durationSeconds: 6, exitCode: 1 }],
      ]);
      expect(byJob.get('old02')).toMatchObject({ at: LATER_END * 1000, instance: OLD.instance });
      expect([...(byJob.get('old02')?.runs.keys() ?? [])]).toEqual(['old02__srv']);
    });
  });

  describe('readLastKnownMetrics', () => {
    it('finds a job that left an instance which is still there', async () => {
      const { instances, warnings } = await readLastKnownMetrics(client(), {
        metrics: [asMetric('web01__left'), asMetric('web01__never'), asMetric('web01__.*'), asMetric('web01__(')],
        now,
      });
      expect(warnings).toEqual([]);
      expect(instances).toMatchObject([{ instance: WEB.instance, scrapeJob: 'web01', stale: true }]);
      expect([...(instances[0]?.runs ?? [])]).toEqual([
        ['web01__left', { startedAt: startOf([8.5, 30]) * 1000, durationSeconds: 30, exitCode: 1 }],
      ]);
      // No stale marker here: it looks present for 5 minutes after its last sample.
      expect(Math.abs((instances[0]?.at ?? 0) - (now - 8 * DAY * 1000))).toBeLessThanOrEqual(300_000);
    });
  });

  describe('readRunHistory', () => {
    const range = {
      instance: WEB.instance,
      metric: asMetric('web01__srv'),
      path: null,
      shared: false,
      start: now - 12 * DAY * 1000,
      end: now,
    };

    it('gives each run once, oldest first', async () => {
      const { runs } = await readRunHistory(client(), { ...range, stepSeconds: 3600 });
      expect(runs).toEqual(
        DAILY.map((run) => ({ startedAt: startOf(run) * 1000, durationSeconds: run[1], exitCode: 1 })),
      );
    });

    it('makes the step longer rather than ask for more points than Prometheus gives', async () => {
      const { runs } = await readRunHistory(client(), { ...range, stepSeconds: 1 });
      expect(runs).toHaveLength(DAILY.length);
    });

    it('takes those of the labelled family, which are of one path alone, and the classic ones from before them', async () => {
      const metric = asMetric('web01__few');
      const labelledSince = async (shared: boolean) =>
        (await readRunHistory(client(), { ...range, metric, path: '/other', shared, stepSeconds: 3600 })).runs.map(
          ({ durationSeconds }) => durationSeconds,
        );
      expect(await labelledSince(false)).toEqual([10, 20, 5]);
      expect(await labelledSince(true)).toEqual([5]);
    });

    it('has nothing of another instance', async () => {
      expect((await readRunHistory(client(), { ...range, instance: 'x', stepSeconds: 3600 })).runs).toEqual([]);
    });
  });
});
