import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asMetric } from '../../../src/domain/metric.ts';
import type { PageReading } from '../../../src/sources/exposition/page-reading.ts';
import { scanPage } from '../../../src/sources/exposition/scan-page.ts';
import { type NodeExporter, startNodeExporter } from '../../lab/node-exporter.ts';
import { describeWith } from '../../support/describe-with.ts';
import { type TempFolder, tempFolder } from '../../support/temp-folder.ts';

describeWith(['prometheus-node-exporter'], 'a real node exporter’s page', () => {
  let folder: TempFolder;
  let exporter: NodeExporter;
  const file = (name: string) => join(folder.path, name);

  beforeAll(async () => {
    folder = tempFolder('textfiles');
    const stem = (metric: string, exitCode: number) =>
      `duplicati_${metric}_last_run_start 1795549083\nduplicati_${metric}_last_run_seconds 12.5\nduplicati_${metric}_last_exitcode ${exitCode}\n`;
    writeFileSync(file('duplicati_a__srv.prom'), stem('a__srv', 2));
    writeFileSync(file('duplicati_b__srv.prom'), stem('b__srv', 0));
    writeFileSync(file('duplicati_b__srv.old.prom'), stem('b__srv', 100));
    writeFileSync(file('duplicati_c-d__srv.prom'), stem('c-d__srv', 0));
    writeFileSync(
      file('job.prom'),
      String.raw`# HELP duplicati_job_running Whether it runs.
# TYPE duplicati_job_running gauge
duplicati_job_running{host="ä b",path="/srv/\"q\"\\back\nnew"} 1
`,
    );
    exporter = await startNodeExporter({ textfileDirectory: folder.path });
  });
  afterAll(async () => {
    await exporter?.stop();
    folder.remove();
  });

  async function page(query: string, accept: string): Promise<PageReading> {
    const response = await fetch(`${exporter.metricsUrl}${query}`, { headers: { accept } });
    if (!response.body) throw new Error('no body');
    return scanPage(response.body, { url: exporter.metricsUrl, contentType: response.headers.get('content-type') });
  }

  test.for([
    ['whole', '', 'text/plain;version=0.0.4'],
    ['filtered', '?collect[]=textfile&collect[]=uname', 'text/plain;version=0.0.4'],
    ['in OpenMetrics', '', 'application/openmetrics-text;version=1.0.0'],
  ])('%s, tells its jobs, its files, its name and what was lost', async ([, query = '', accept = '']) => {
    await page(query, accept);
    const { textFiles, gatheringErrors, ...reading } = await page(query, accept);
    expect(reading).toEqual({
      nodename: hostname(),
      runs: new Map([
        ['a__srv', { startedAt: 1_795_549_083_000, durationSeconds: 12.5, exitCode: 2 }],
        ['b__srv', { startedAt: 1_795_549_083_000, durationSeconds: 12.5, exitCode: 100 }],
      ]),
      labelled: [expect.objectContaining({ host: 'ä b', path: '/srv/"q"\\back\nnew', running: true })],
      textfileError: true,
      filesByMetric: new Map([
        ['a__srv', [file('duplicati_a__srv.prom')]],
        ['b__srv', [file('duplicati_b__srv.old.prom'), file('duplicati_b__srv.prom')]],
      ]),
      problems: [],
    });
    expect(textFiles.map((each) => each.file).sort()).toEqual(
      ['duplicati_a__srv.prom', 'duplicati_b__srv.old.prom', 'duplicati_b__srv.prom', 'job.prom'].map(file).sort(),
    );
    expect(gatheringErrors).toBeGreaterThan(0);
    expect(reading.runs.get(asMetric('c-d__srv'))).toBeUndefined();
  });
});
