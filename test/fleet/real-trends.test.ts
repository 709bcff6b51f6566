import { hostname } from 'node:os';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Job } from '../../src/domain/job.ts';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import type { Gathering } from '../../src/fleet/gathering.ts';
import { labelledFile } from '../lab/labelled-textfile.ts';
import { type NodeExporter, startNodeExporter } from '../lab/node-exporter.ts';
import type { Prometheus } from '../lab/prometheus.ts';
import { classicFile, classicMetricOf, type LabRun, putFile } from '../lab/textfile.ts';
import { prometheusWithPast } from '../sources/prometheus/support/past.ts';
import { describeWith } from '../support/describe-with.ts';
import { type TempFolder, tempFolder } from '../support/temp-folder.ts';
import { classicPast, collectWithHistory, DAY_MS, runsEndingAt } from './support/past-fleet.ts';

const HOUR_MS = 3_600_000;
const STEP = 240;
const NOW = Math.floor(Date.now() / 1000 / STEP) * STEP * 1000;
/** The last night. */
const NIGHT = NOW - 9 * HOUR_MS;
const HOST = hostname();
const LABELS = { instance: 'web01:9100', job: 'web01' };
const RETIRED = { instance: '10.9.9.9:9100', job: 'old01' };

const good = (count: number) => Array.from({ length: count }, () => 0);
/** By path: what was, oldest first; the last one is also in the textfile now. */
const JOBS: Readonly<Record<string, readonly LabRun[]>> = {
  '/failing': runsEndingAt(NIGHT, [...good(8), 100, 100, 100, 100]),
  '/recovered': runsEndingAt(NIGHT, [...good(8), 100, 100, 0]),
  '/slow': runsEndingAt(NIGHT, good(9), { seconds: (index) => (index === 8 ? 4000 : 600 + index) }),
  '/single': runsEndingAt(NIGHT, [0]),
  '/weekly': runsEndingAt(NIGHT, [0, 50, 50, 50], { days: 7 }),
  '/hourly': runsEndingAt(NIGHT, [...good(90), ...Array.from({ length: 30 }, () => 100)], { days: 1 / 24 }),
  '/stuck': runsEndingAt(NIGHT - DAY_MS, good(7)),
};
const STUCK_SINCE = NIGHT;
const GONE_AT = NOW - 5 * DAY_MS;
/** Half an hour away from any whole number of hours before now. */
const GLIMPSE_AT = NOW - 3 * DAY_MS - HOUR_MS / 2;

describeWith(['prometheus', 'promtool', 'prometheus-node-exporter'], 'the past of a real fleet', () => {
  let prometheus: Prometheus;
  let exporter: NodeExporter;
  let folder: TempFolder;
  let snapshot: Snapshot;
  let gathering: Gathering;
  const asked: string[] = [];

  beforeAll(async () => {
    folder = tempFolder('trends');
    for (const [path, runs] of Object.entries(JOBS)) {
      const last = runs.at(-1);
      if (last) putFile(folder.path, classicFile(classicMetricOf(HOST, path), last));
    }
    putFile(
      folder.path,
      labelledFile(HOST, '/stuck', {
        startedAt: STUCK_SINCE,
        completed: { at: NIGHT - DAY_MS + 600_000, seconds: 600, exitCode: 0 },
        succeededAt: NIGHT - DAY_MS + 600_000,
        attempts: 1,
        running: true,
      }),
    );
    exporter = await startNodeExporter({ textfileDirectory: folder.path, collectors: ['textfile', 'uname'] });
    const metric = (path: string) => classicMetricOf(HOST, path);
    prometheus = await prometheusWithPast(
      [
        ...Object.entries(JOBS).flatMap(([path, runs]) => classicPast(metric(path), LABELS, runs)),
        ...classicPast(metric('/gone'), LABELS, runsEndingAt(GONE_AT - HOUR_MS, [0, 0, 100]), GONE_AT),
        ...classicPast('old01__srv', RETIRED, runsEndingAt(GONE_AT - 2 * HOUR_MS, [0, 2]), GONE_AT),
        ...glimpse(metric('/glimpse'), GLIMPSE_AT),
      ],
      { start: NOW / 1000 - 28 * 86_400, end: NOW / 1000 - STEP, everySeconds: STEP },
      {
        scrapeConfigs: [
          { job_name: 'web01', static_configs: [{ targets: [exporter.instance], labels: { instance: 'web01:9100' } }] },
        ],
      },
    );
    await prometheus.settled();
    ({ snapshot, gathering } = await collectWithHistory(prometheus.url, asked));
  });
  afterAll(async () => {
    await Promise.all([prometheus?.stop(), exporter?.stop()]);
    folder.remove();
  });

  const job = (path: string): Job => {
    const found = snapshot.jobs.filter((each) => each.path === path || each.path === `${path}/`);
    expect(found.length, `${path} among ${snapshot.jobs.map(({ id }) => id).join(', ')}`).toBe(1);
    return found[0] as Job;
  };
  const evidence = (path: string): string => job(path).cause?.evidence.join('\n') ?? '';

  it('is had without a warning, in a number of queries that does not grow with the jobs', () => {
    expect(snapshot.sources.flatMap(({ warnings }) => warnings)).toEqual([]);
    const history = asked.filter((url) => !/targets|rules|runtimeinfo/.test(url));
    // Series; two looks at the fleet, one further back and one closer at a few; names; where three jobs were last seen: one for each hour.
    expect(history.length).toBeLessThanOrEqual(1 + 4 + 1 + 2 + 2 * 3);
  });

  it('tells how often in a row a job failed, since when, and its last good backup', () => {
    const { trend, lastSuccessAt } = job('/failing');
    expect(trend?.failing).toEqual({ runs: 4, since: NIGHT - 3 * DAY_MS, sinceExact: true });
    expect(lastSuccessAt).toBe(NIGHT - 4 * DAY_MS + 600_000);
    expect(evidence('/failing')).toContain('the 4th failure in a row, since');
    expect(evidence('/failing')).toContain('the last good backup completed');
  });

  it('is not failing any more once it has recovered', () => {
    const { trend, status } = job('/recovered');
    expect(status).toBe('ok');
    expect(trend).toMatchObject({ failing: null, failedRuns: 2 });
    expect(trend?.recent.map(({ exitCode }) => exitCode)).toEqual([...good(7), 100, 100, 0]);
  });

  it('knows a slow run by the runs before it, with their spread', () => {
    const { trend, status, cause } = job('/slow');
    expect(`${status} ${cause?.code}`).toBe('slow slow');
    expect(trend?.durations).toMatchObject({ runs: 8, medianSeconds: 603.5, longestSeconds: 607 });
  });

  it('knows a run that goes on for much longer than any before', () => {
    expect(job('/stuck')).toMatchObject({ status: 'slow', runningSince: STUCK_SINCE });
    expect(job('/stuck').cause?.message).toContain('it may be stuck');
  });

  it('expects the next run of a job whose runs are regular, and none after a single one', () => {
    expect(job('/recovered').trend?.rhythm).toEqual({ everySeconds: 86_400, nextAt: NIGHT + DAY_MS });
    expect(job('/single').trend).toBeNull();
  });

  it('looks further back at what runs seldom, and closer at what runs often', () => {
    expect(job('/weekly').trend?.failing).toEqual({ runs: 3, since: NIGHT - 14 * DAY_MS, sinceExact: true });
    expect(job('/hourly').trend?.rhythm?.everySeconds).toBe(3600);
    expect(job('/hourly').trend?.failing).toEqual({ runs: 30, since: NIGHT - 29 * HOUR_MS, sinceExact: true });
  });

  it('shows a job that is gone with its last words, though nobody declares it', () => {
    const gone = job('/gone');
    expect(`${gone.status} ${gone.cause?.code}`).toBe('missing textfile-missing');
    expect(gone.cause?.message).toContain('gone');
    expect(evidence('/gone')).toContain('exit code 100');
    expect(gone.lastRun).toEqual({ startedAt: GONE_AT - HOUR_MS, durationSeconds: 600, exitCode: 100 });
    // The samples of long ago have no mark at their end: the last one looks present for five minutes.
    expect(Math.abs((gone.seen.prometheus?.at ?? 0) - GONE_AT)).toBeLessThanOrEqual(300_000);
    const retired = snapshot.jobs.find(({ instance }) => instance === RETIRED.instance);
    expect(`${retired?.status} ${retired?.cause?.code}`).toBe('missing not-a-target');
  });

  it('finds a job that was there for one scrape only, days ago', () => {
    expect(job('/glimpse')).toMatchObject({ status: 'missing', lastRun: { exitCode: 2 } });
  });

  it('is not asked for again in the next round', async () => {
    const again: string[] = [];
    const { snapshot: next } = await collectWithHistory(prometheus.url, again, gathering);
    expect(again.filter((url) => !/targets|rules|runtimeinfo/.test(url))).toHaveLength(1);
    expect(next.jobs.map(({ id, trend }) => [id, trend?.runs])).toEqual(
      snapshot.jobs.map(({ id, trend }) => [id, trend?.runs]),
    );
  });
});

/** One sample of each series. */
function glimpse(metric: string, at: number) {
  const sampleAt = Math.ceil(at / 1000 / STEP) * STEP;
  const run = { startedAt: at - 900_000, seconds: 5, exitCode: 2 };
  return classicPast(metric, LABELS, [run]).map((series) => ({
    ...series,
    valueAt: (moment: number) => (moment === sampleAt ? series.valueAt(moment) : null),
  }));
}
