import { hostname } from 'node:os';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import { type NodeExporter, startNodeExporter } from '../lab/node-exporter.ts';
import { classicFile, classicMetricOf, putFile } from '../lab/textfile.ts';
import { startVictoriaMetrics, type VictoriaMetrics } from '../lab/victoria-metrics.ts';
import type { PastSeries } from '../sources/prometheus/support/past.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { type TempFolder, tempFolder } from '../support/temp-folder.ts';
import { classicPast, collectWithHistory, DAY_MS, runsEndingAt } from './support/past-fleet.ts';

const STEP = 240;
const NOW = Math.floor(Date.now() / 1000 / STEP) * STEP * 1000;
const NIGHT = NOW - DAY_MS / 3;
const GONE_AT = NOW - 5 * DAY_MS;
const LABELS = { instance: 'web01:9100', job: 'web01' };
const RUNS = runsEndingAt(NIGHT, [0, 0, 0, 0, 0, 0, 100, 100, 100, 100]);

describeWith(['victoria-metrics', 'prometheus-node-exporter'], 'the past of a fleet in VictoriaMetrics', () => {
  let victoria: VictoriaMetrics;
  let exporter: NodeExporter;
  let folder: TempFolder;
  let snapshot: Snapshot;

  beforeAll(async () => {
    folder = tempFolder('victoria-trends');
    const metric = (path: string) => classicMetricOf(hostname(), path);
    for (const run of RUNS.slice(-1)) putFile(folder.path, classicFile(metric('/failing'), run));
    exporter = await startNodeExporter({ textfileDirectory: folder.path, collectors: ['textfile', 'uname'] });
    victoria = await startVictoriaMetrics({
      scrapeConfigs: [
        {
          job_name: 'web01',
          static_configs: [{ targets: [exporter.instance], labels: { instance: LABELS.instance } }],
        },
      ],
    });
    await importPast(victoria.url, [
      ...classicPast(metric('/failing'), LABELS, RUNS),
      ...classicPast(metric('/gone'), LABELS, runsEndingAt(GONE_AT - DAY_MS / 4, [0, 2]), GONE_AT),
    ]);
    snapshot = await eventually(
      async () => {
        const seen = (await collectWithHistory(victoria.prometheusUrl, [])).snapshot;
        return seen.jobs.length === 2 && seen.jobs.every(({ trend }) => trend !== null) && seen;
      },
      { what: 'both jobs to be answered with their past' },
    );
  });
  afterAll(async () => {
    await Promise.all([victoria?.stop(), exporter?.stop()]);
    folder.remove();
  });

  it('is had without a warning', () => {
    expect(snapshot.sources.flatMap(({ warnings }) => warnings)).toEqual([]);
  });

  it('tells failures in a row, the last good backup, and when the next run is due', () => {
    const job = snapshot.jobs.find(({ path }) => path === '/failing');
    expect(job?.trend?.failing).toEqual({ runs: 4, since: NIGHT - 3 * DAY_MS, sinceExact: true });
    expect(job?.lastSuccessAt).toBe(NIGHT - 4 * DAY_MS + 600_000);
    expect(job?.trend?.rhythm).toEqual({ everySeconds: 86_400, nextAt: NIGHT + DAY_MS });
  });

  it('shows the job that is gone, with its last words', () => {
    expect(snapshot.jobs.find(({ path }) => path === '/gone')).toMatchObject({
      status: 'missing',
      cause: { code: 'textfile-missing' },
      lastRun: { exitCode: 2, durationSeconds: 600 },
    });
  });
});

async function importPast(url: string, series: readonly PastSeries[]): Promise<void> {
  const lines = series.flatMap(({ name, labels, valueAt }) => {
    const text = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
    const moments = Array.from({ length: (12 * 86_400) / STEP }, (_, at) => NOW / 1000 - (at + 1) * STEP);
    return moments.flatMap((at) => {
      const value = valueAt(at);
      return value === null ? [] : [`${name}{${text.join(',')}} ${value} ${at * 1000}`];
    });
  });
  const answer = await fetch(`${url}/api/v1/import/prometheus`, { method: 'POST', body: lines.join('\n') });
  if (!answer.ok) throw new Error(`VictoriaMetrics took no history: ${answer.status} ${await answer.text()}`);
}
