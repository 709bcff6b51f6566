import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagnosesSchema } from '../../src/present/doctor/schema.ts';
import type { Hosts } from '../../src/remote/host-shell.ts';
import { RemoteError } from '../../src/remote/remote-error.ts';
import { say } from '../../src/text/safe-text.ts';
import { type FakeHost, FakeNetwork, pageOf, prometheusOver } from '../fleet/support/fake-world.ts';
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

describe('duptop doctor, over a Prometheus that answers', () => {
  const SITE = ['doctor', '-p', 'http://site:9090'];
  const now = Date.now();
  const aHost = { name: 'db01', address: '10.0.0.5:9100', jobs: { db01__srv_a: 0 }, startedAt: now - 3_600_000 };
  const over = (...hosts: readonly FakeHost[]) =>
    new FakeNetwork((url, request) => {
      if (url.startsWith('http://site:9090')) return prometheusOver(hosts, now)(url, request);
      const [host] = hosts;
      return host === undefined ? 'refused' : pageOf(host);
    });
  const doctor = (args: readonly string[], http = over(aHost)) =>
    runInProcess([...SITE, ...args], { http, openHosts: lockedHosts().openHosts });

  it.each([
    ['nosuchhost', 'there is no job, and no host, nosuchhost among the 1 of the fleet'],
    ['db01:/srv/typo', 'there is no job db01:/srv/typo among the 1 of the fleet'],
    ['db1', 'did you mean db01?'],
    ['db01:/var/lib/quite-another', 'did you mean db01:/srv/a?'],
    ['db01:/srv/b', 'did you mean db01:/srv/a?'],
    ['-oProxyCommand=x', 'there is no job, and no host, -oProxyCommand=x'],
  ])('takes %s for wrong use where no source knows it and its host can not be seen', async (name, words) => {
    for (const more of [[], ['--json'], ['--no-hosts']]) {
      const { exitCode, stdout, stderr } = await doctor([...more, '--', name]);
      expect([exitCode, stdout]).toEqual([2, '']);
      expect(stderr).toContain(words);
    }
  });

  it('takes no empty name', async () => {
    for (const http of [over(aHost), new FakeNetwork(() => 'refused')]) {
      expect(await doctor([''], http)).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining('the name is empty'),
      });
    }
  });

  it('says of a job whose host can not be seen that most was not checked, and ends with 0 for what was', async () => {
    const http = over(aHost);
    http.answer = withRules(http.answer);
    const { exitCode, stdout } = await doctor(['db01:/srv/a'], http);
    expect(stdout).toMatch(/^\? nothing wrong in what could be checked; \d+ of 16 links could not be checked$/m);
    expect(stdout.match(/permission denied/g)).toHaveLength(1);
    expect(exitCode).toBe(0);
    const { diagnoses } = diagnosesSchema.parse(JSON.parse((await doctor(['db01:/srv/a', '--json'], http)).stdout));
    expect(diagnoses).toMatchObject([{ verdict: 'partly', cause: null }]);
    expect(diagnoses[0]?.links).toHaveLength(16);
  });

  it('says that there is no job, where there is none, and ends with 3', async () => {
    const bare = await doctor([], over({ ...aHost, jobs: {} }));
    expect(bare.stdout).toContain('no backup job is known');
    expect([bare.exitCode, bare.stdout.includes('nothing is wrong')]).toEqual([3, false]);
  });

  it('ends with 3 for a name of which no source could tell, and whose host can not be seen', async () => {
    expect((await doctor(['new01:/srv'], new FakeNetwork(() => 'refused'))).exitCode).toBe(3);
  });
});

/** With rules that watch the job. */
function withRules(answer: FakeNetwork['answer']): FakeNetwork['answer'] {
  const rules = fieldRules(['db01__srv_a']).rules.map(({ alert, expr }) => ({
    type: 'alerting',
    name: alert,
    query: expr,
    health: 'ok',
    alerts: [],
  }));
  const body = JSON.stringify({ status: 'success', data: { groups: [{ name: 'Amaterasu', rules }] } });
  return (url, request) => (url.includes('/rules') ? { body } : answer(url, request));
}

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
