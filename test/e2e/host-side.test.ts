import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type DocumentObject, documentSchema } from '../../src/present/document/schema.ts';
import { type WrapperHost, wrapperHost } from '../hostkit/support/wrapper-host.ts';
import { startNodeExporter } from '../lab/node-exporter.ts';
import { type Prometheus, queryVector, startPrometheus } from '../lab/prometheus.ts';
import type { Service } from '../lab/service.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { runDuptop } from '../support/run-duptop.ts';

const PATH = '/srv/my data-2026/Müller';
const PARTS = ['prometheus', 'promtool', 'prometheus-node-exporter', 'flock', 'setsid'];

describeWith(PARTS, 'the host side, from the wrapper to the table', () => {
  let host: WrapperHost;
  let prometheus: Prometheus;
  const services: Service[] = [];

  beforeAll(async () => {
    host = wrapperHost();
    const exporter = await startNodeExporter({ textfileDirectory: host.metrics });
    services.push(exporter);
    const config = join(host.folder, 'duptop.yml');
    writeFileSync(config, JSON.stringify({ jobs: [{ host: hostname(), path: PATH }] }));
    const { stdout: rules, stderr, exitCode } = await runDuptop(['rules', '-c', config]);
    expect(exitCode, stderr).toBe(0);
    prometheus = await startPrometheus({
      targets: [exporter.instance],
      rules: parse(rules).groups,
      scrapeIntervalSeconds: 1,
    });
    services.push(prometheus);
  });
  afterAll(async () => {
    await Promise.all(services.map((service) => service.stop()));
    host.remove();
  });

  const job = async (): Promise<DocumentObject['jobs'][number] | undefined> => {
    const { stdout } = await runDuptop(['--json', '--no-exporters', '-p', prometheus.url]);
    return documentSchema.parse(JSON.parse(stdout)).jobs.find(({ path }) => path === PATH);
  };

  it('shows a run of a path that the field’s wrapper could not report, by its exact path, watched by rules that match', async () => {
    expect((await host.run([PATH])).code).toBe(0);
    const shown = await eventually(
      async () => {
        const found = await job();
        return found?.status === 'ok' && found;
      },
      { what: 'the run to be seen', deadlineMs: 30_000 },
    );
    expect(shown).toMatchObject({ pathExact: true, cause: null, lastRun: { exitCode: 0 } });
    expect(shown.lastSuccessAt).not.toBeNull();
    expect(shown.rules.length).toBeGreaterThanOrEqual(2);
    expect((await queryVector(prometheus.url, '{__name__=~"duplicati_job_.+"}')).length).toBe(8);
    expect(
      (await queryVector(prometheus.url, '{__name__=~"duplicati_.+_last_(run_start|run_seconds|exitcode)"}')).length,
    ).toBe(3);
    expect((await runDuptop(['rules', '--check', '-p', prometheus.url])).exitCode).toBe(0);
  });

  it('shows the next run that fails, still knowing the last good one, with the alert of the generated rules', async () => {
    host.plan('exit 100');
    host.settings({ tries: '1' });
    expect((await host.run([PATH])).code).toBe(100);
    const shown = await eventually(
      async () => {
        const found = await job();
        return found?.status === 'failed' && found.alerts.length > 0 && found;
      },
      { what: 'the failure to be seen, and its alert', deadlineMs: 60_000 },
    );
    expect(shown).toMatchObject({ cause: { code: 'exit-failed' }, lastRun: { exitCode: 100 } });
    expect(shown.lastSuccessAt).not.toBeNull();
  });
});
