import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { documentSchema } from '../../src/present/document/schema.ts';
import { startNodeExporter } from '../lab/node-exporter.ts';
import type { Service } from '../lab/service.ts';
import { classicFile, putFile } from '../lab/textfile.ts';
import { startVictoriaMetrics } from '../lab/victoria-metrics.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { runDuptop } from '../support/run-duptop.ts';
import { type TempFolder, tempFolder } from '../support/temp-folder.ts';

describeWith(['victoria-metrics', 'prometheus-node-exporter'], 'duptop against VictoriaMetrics', () => {
  let folder: TempFolder;
  const services: Service[] = [];
  let url: string;

  beforeAll(async () => {
    folder = tempFolder('victoria');
    const textfileDirectory = join(folder.path, 'textfiles');
    mkdirSync(textfileDirectory);
    const startedAt = Date.now() - 3_600_000;
    putFile(textfileDirectory, classicFile('vm01__srv', { startedAt, seconds: 60, exitCode: 100 }));
    const exporter = await startNodeExporter({ textfileDirectory, nodename: 'vm01' });
    services.push(exporter);
    const victoria = await startVictoriaMetrics({
      scrapeConfigs: [{ job_name: 'vm01', static_configs: [{ targets: [exporter.instance] }] }],
      scrapeIntervalSeconds: 1,
      latencyOffsetSeconds: 0,
    });
    services.push(victoria);
    url = victoria.prometheusUrl;
  });
  afterAll(async () => {
    await Promise.all(services.map((service) => service.stop()));
    folder.remove();
  });

  it('reads jobs, targets and empty rules as from a Prometheus', async () => {
    const seen = await eventually(
      async () => {
        const { stdout } = await runDuptop(['--json', '--no-exporters', '-p', url]);
        const document = documentSchema.parse(JSON.parse(stdout));
        return document.jobs.length > 0 && document;
      },
      { what: 'the job to be stored' },
    );
    expect(seen.jobs).toMatchObject([{ id: 'vm01:/srv', status: 'failed', cause: { code: 'exit-failed' } }]);
    expect(seen.hosts).toMatchObject([{ host: 'vm01', exporter: { up: true }, cause: null }]);
    expect(seen.sources).toMatchObject([{ kind: 'prometheus', ok: true, error: null }]);
  });
});
