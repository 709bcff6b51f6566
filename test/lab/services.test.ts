import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, it, type TestContext } from 'vitest';
import { describeUnless, describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { startAlertmanager } from './alertmanager.ts';
import { freePort } from './free-port.ts';
import { canRename } from './host-name.ts';
import { startNodeExporter } from './node-exporter.ts';
import { isAlive } from './proc.ts';
import { queryVector, startPrometheus } from './prometheus.ts';
import type { Service } from './service.ts';
import { startVictoriaMetrics } from './victoria-metrics.ts';

const textfiles = tempFolder('textfiles');
writeFileSync(join(textfiles.path, 'duplicati_a__b.prom'), 'duplicati_a__b_last_exitcode 12\n');
afterAll(() => textfiles.remove());

/** The service, to be stopped when its test is over. */
async function running<S extends Service>({ onTestFinished }: TestContext, service: Promise<S>): Promise<S> {
  const ready = await service;
  onTestFinished(() => ready.stop());
  return ready;
}

const LIGHT = { textfileDirectory: textfiles.path, collectors: ['textfile', 'uname'] };

describe('freePort', () => {
  it.concurrent('gives a port that one can listen on', async () => {
    const port = await freePort('127.0.0.7');
    const server = createServer();
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.7', resolve));
    await new Promise((resolve) => server.close(resolve));
  });
});

describeWith(['prometheus-node-exporter'], 'startNodeExporter', () => {
  it.concurrent('serves the textfile directory at the wanted address', async (test) => {
    const { expect } = test;
    const exporter = await running(test, startNodeExporter({ ...LIGHT, address: '127.0.0.9' }));
    expect(exporter.instance).toBe(`127.0.0.9:${exporter.port}`);
    expect(await pageOf(exporter.metricsUrl)).toContain('duplicati_a__b_last_exitcode 12\n');
  });

  it.concurrent('ends with its process gone and its folder removed', async ({ expect }) => {
    const exporter = await startNodeExporter(LIGHT);
    const { pid, folder } = exporter;
    await exporter.stop();
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(folder)).toBe(false);
  });

  it.concurrent('tells with its output why it did not start', async ({ expect }) => {
    const bad = startNodeExporter({ ...LIGHT, flags: ['--no-such-flag'] });
    await expect(bad).rejects.toThrow(/node-exporter ended with 1:.*no-such-flag/s);
  });
});

describeUnless(canRename() ? null : 'no right to give a process its own host name', 'a renamed node exporter', () => {
  it.concurrent('says that it runs on a host of that name', async (test) => {
    const { expect } = test;
    const exporter = await running(test, startNodeExporter({ ...LIGHT, nodename: 'influx01' }));
    expect(exporter.nodename).toBe('influx01');
    expect(await pageOf(exporter.metricsUrl)).toMatch(/^node_uname_info\{.*nodename="influx01"/m);
  });
});

describeWith(['prometheus', 'promtool', 'prometheus-node-exporter'], 'startPrometheus', () => {
  it.concurrent('scrapes its targets, and has the samples once it is settled', async (test) => {
    const { expect } = test;
    const exporter = await running(test, startNodeExporter(LIGHT));
    const prometheus = await running(test, startPrometheus({ targets: [exporter.instance] }));
    await prometheus.settled();
    const [sample] = await queryVector(prometheus.url, 'duplicati_a__b_last_exitcode');
    expect(sample?.value[1]).toBe('12');
    expect(sample?.metric).toMatchObject({ instance: exporter.instance, job: exporter.instance });
  });

  it.concurrent('goes on with its port and its data after a stop', async (test) => {
    const { expect } = test;
    const exporter = await running(test, startNodeExporter(LIGHT));
    const prometheus = await running(test, startPrometheus({ targets: [exporter.instance] }));
    await prometheus.settled();
    await prometheus.halt();
    expect(prometheus.running).toBe(false);
    await expect(fetch(prometheus.url)).rejects.toThrow();
    await prometheus.restart();
    expect(await queryVector(prometheus.url, 'last_over_time(duplicati_a__b_last_exitcode[1h])')).toHaveLength(1);
  });

  it.concurrent('loads a changed configuration', async (test) => {
    const { expect } = test;
    const exporter = await running(test, startNodeExporter(LIGHT));
    const prometheus = await running(test, startPrometheus({}));
    await prometheus.reload({ targets: [exporter.instance] });
    await prometheus.settled();
    expect(await queryVector(prometheus.url, 'up')).toHaveLength(1);
  });

  it.concurrent('refuses rules that promtool refuses', async ({ expect }) => {
    const bad = startPrometheus({ rules: [{ name: 'bad', rules: [{ alert: 'x', expr: 'sum(' }] }] });
    await expect(bad).rejects.toThrow(/promtool refuses the configuration/);
  });

  it.concurrent('has the history that it was given', async (test) => {
    const { expect } = test;
    const now = Date.now();
    const runs = [3, 2, 1].map((days) => ({ startedAt: now - days * 86_400_000, seconds: 600 + days, exitCode: 0 }));
    const labels = { instance: 'a:1', job: 'a' };
    const prometheus = await running(test, startPrometheus({ history: [{ metric: 'a__b', labels, runs }] }));
    const [sample] = await queryVector(prometheus.url, 'changes(duplicati_a__b_last_run_start[7d])');
    expect(sample).toMatchObject({ metric: labels, value: [expect.anything(), '2'] });
  });
});

describeWith(
  ['prometheus', 'promtool', 'prometheus-node-exporter', 'prometheus-alertmanager'],
  'startAlertmanager',
  () => {
    it.concurrent('gets the alerts of a Prometheus', async (test) => {
      const exporter = await running(test, startNodeExporter(LIGHT));
      const alertmanager = await running(test, startAlertmanager());
      await running(
        test,
        startPrometheus({
          targets: [exporter.instance],
          alertmanagers: [`${alertmanager.address}:${alertmanager.port}`],
          rules: [{ name: 'g', rules: [{ alert: 'broken', expr: 'duplicati_a__b_last_exitcode > 9' }] }],
        }),
      );
      const ask = async (): Promise<boolean> =>
        (await pageOf(`${alertmanager.url}/api/v2/alerts`)).includes('"alertname":"broken"');
      await eventually(ask, { what: 'the alert', deadlineMs: 40_000 });
    });
  },
);

describeWith(['victoria-metrics', 'prometheus-node-exporter'], 'startVictoriaMetrics', () => {
  it.concurrent('scrapes and answers as a Prometheus does', async (test) => {
    const exporter = await running(test, startNodeExporter(LIGHT));
    const scrapeConfigs = [{ job_name: 'a', static_configs: [{ targets: [exporter.instance] }] }];
    const victoria = await running(test, startVictoriaMetrics({ scrapeConfigs }));
    const ask = async (): Promise<boolean> =>
      (await queryVector(victoria.prometheusUrl, 'duplicati_a__b_last_exitcode')).length === 1;
    await eventually(ask, { what: 'the sample', deadlineMs: 40_000 });
  });
});

async function pageOf(url: string): Promise<string> {
  return (await fetch(url)).text();
}
