import { hostname } from 'node:os';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { betterMetric } from '../../../src/domain/metric-name.ts';
import { type NodeExporter, startNodeExporter } from '../../lab/node-exporter.ts';
import { describeWith } from '../../support/describe-with.ts';
import { type WrapperHost, wrapperHost } from '../support/wrapper-host.ts';

const PATHS = [
  '/',
  '/var/lib/influxdb/',
  '/srv/my-data.v2',
  '/srv/two  blanks ',
  '/srv/"quoted" \'both\' \\ways\\n',
  '/srv/line\nend\r\ttab',
  '/srv/50%/%41?x=1&y#z',
  '/srv/$(touch x)`y`*',
  '/srv/dätä/日本/\u{1f600}',
  `/srv/${'x'.repeat(295)}`,
];
const LABELLED = [
  'last_start_timestamp_seconds',
  'last_completion_timestamp_seconds',
  'last_success_timestamp_seconds',
  'last_duration_seconds',
  'last_exit_code',
  'last_attempts',
  'running',
  'info',
];

describeWith(['prometheus-node-exporter'], 'a real node exporter', () => {
  let host: WrapperHost;
  let exporter: NodeExporter;
  beforeAll(async () => {
    host = wrapperHost();
    exporter = await startNodeExporter({ textfileDirectory: host.metrics, collectors: ['textfile'] });
  });
  afterAll(async () => {
    await exporter?.stop();
    host?.remove();
  });
  const page = async (): Promise<string> => (await fetch(exporter.metricsUrl)).text();
  const seriesOf = (text: string, path: string): string[] => {
    const label = `path="${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
    const classic = `duplicati_${betterMetric(hostname(), path)}_last_`;
    return text.split('\n').filter((line) => line.includes(label) || line.startsWith(classic));
  };

  it.each(PATHS)('takes all 3 classic and 8 labelled series of %j', async (path) => {
    host.plan('exit 0');
    expect((await host.run([path])).code).toBe(0);
    const text = await page();
    expect(text).toContain('node_textfile_scrape_error 0\n');
    const names = seriesOf(text, path).map((line) => line.replace(/[ {].*/s, ''));
    const stem = `duplicati_${betterMetric(hostname(), path)}`;
    expect(names.sort()).toEqual(
      [
        ...['_last_exitcode', '_last_run_seconds', '_last_run_start'].map((end) => stem + end),
        ...LABELLED.map((name) => `duplicati_job_${name}`),
      ].sort(),
    );
    expect(text).toContain(`\n# TYPE ${stem}_last_exitcode untyped\n`);
    expect(host.calls().at(-1)?.args[2]).toBe(path);
  });

  it('takes all of them together, and those of a failed and of a running backup, without a word', async () => {
    host.settings({ tries: '1' });
    host.plan('exit 100');
    await host.run(['/srv/failed']);
    host.plan('hang');
    const child = host.start(['/srv/running']);
    await host.hanging();
    const text = await page();
    expect(text).toContain('node_textfile_scrape_error 0\n');
    expect(text).toContain('promhttp_metric_handler_errors_total{cause="gathering"} 0\n');
    expect(seriesOf(text, '/srv/failed')).toHaveLength(10);
    expect(seriesOf(text, '/srv/running').map((line) => line.replace(/[ {].*/s, ''))).toEqual([
      'duplicati_job_info',
      'duplicati_job_last_attempts',
      'duplicati_job_last_start_timestamp_seconds',
      'duplicati_job_running',
    ]);
    expect(seriesOf(text, PATHS[1] ?? '')).toHaveLength(11);
    await child.stop();
  });
});
