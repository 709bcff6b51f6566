import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagnosesSchema } from '../../src/present/doctor/schema.ts';
import type { Hosts } from '../../src/remote/host-shell.ts';
import { RemoteError } from '../../src/remote/remote-error.ts';
import { say } from '../../src/text/safe-text.ts';
import { failureAlert, fieldRules } from '../lab/field-rules.ts';
import { type NodeExporter, startNodeExporter } from '../lab/node-exporter.ts';
import { type Prometheus, startPrometheus } from '../lab/prometheus.ts';
import { classicFile, putFile } from '../lab/textfile.ts';
import { describeWith } from '../support/describe-with.ts';
import { type TempFolder, tempFolder } from '../support/temp-folder.ts';
import { runInProcess } from './support/run-in-process.ts';

const NOBODY = ['-p', 'http://127.0.0.1:1'];
const METRIC = 'influx01__srv';
const ALERT = failureAlert(METRIC);

/** Hosts that let nobody in; tells which were tried. */
function lockedHosts(): { readonly tried: string[]; readonly openHosts: () => Promise<Hosts> } {
  const tried: string[] = [];
  const shellOf: Hosts['shellOf'] = (host) => ({
    host,
    way: say`ssh ${host}`,
    login: { command: 'ssh', args: [host] },
    run: () => {
      tried.push(host);
      return Promise.reject(new RemoteError('denied', host, say`ssh ${host}: permission denied`));
    },
  });
  return { tried, openHosts: async () => ({ shellOf, runsGoOn: true, close: async () => {} }) };
}

describe('duptop doctor', () => {
  it('ends with 3 where no source answers and no host is named', async () => {
    const { exitCode, stdout, stderr } = await runInProcess(['doctor', ...NOBODY]);
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toContain('connection refused');
  });

  it('looks at a host that is named though no source answers', async () => {
    const { tried, openHosts } = lockedHosts();
    const { stdout, stderr } = await runInProcess(['doctor', 'new01:/srv', ...NOBODY], { openHosts });
    expect(tried).toEqual(['new01']);
    expect(stdout).toContain('? host          ssh new01: permission denied');
    expect(stderr).toContain('no source answered');
  });

  it('takes a name or an alert, not both', async () => {
    const { exitCode, stderr } = await runInProcess(['doctor', 'x:/y', '--alert', 'z', ...NOBODY]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('not both');
  });
});

describeWith(['prometheus', 'promtool', 'prometheus-node-exporter'], 'duptop doctor --alert', () => {
  let folder: TempFolder;
  let exporter: NodeExporter;
  let prometheus: Prometheus;

  beforeAll(async () => {
    folder = tempFolder('doctor-alert');
    putFile(folder.path, classicFile(METRIC, { startedAt: Date.now() - 3_600_000, seconds: 60, exitCode: 100 }));
    exporter = await startNodeExporter({ textfileDirectory: folder.path, collectors: ['textfile'] });
    const scrapeConfigs = [{ job_name: 'influx01', static_configs: [{ targets: [exporter.instance] }] }];
    prometheus = await startPrometheus({ scrapeConfigs, rules: [fieldRules([METRIC], '0s')] });
    await prometheus.settled();
  });
  afterAll(async () => {
    await Promise.allSettled([prometheus?.stop(), exporter?.stop()]);
    folder?.remove();
  });

  const doctor = (...args: readonly string[]) =>
    runInProcess(['doctor', '-p', prometheus.url, '--no-hosts', '--json', ...args]);

  it('finds the job of an alert by its name, as it is in a page', async () => {
    const { exitCode, stdout } = await doctor('--alert', ` ${ALERT.toLowerCase()}`);
    expect(exitCode).toBe(4);
    const { diagnoses } = diagnosesSchema.parse(JSON.parse(stdout));
    expect(diagnoses).toMatchObject([{ id: 'influx01:/srv', cause: { code: 'exit-failed' }, hostSeen: false }]);
    expect(diagnoses[0]?.links.find(({ name }) => name === 'alert')?.says).toContain(`${ALERT} fires`);
  });

  it('says what an alert may be called that nobody knows', async () => {
    const { exitCode, stderr } = await doctor('--alert', ALERT.replace('FAILURE', 'FAILUR'));
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`did you mean "${ALERT}"?`);
  });
});
