import { describe, expect, it } from 'vitest';
import { FakeNetwork, pageOf, prometheusOver, type Reply } from '../fleet/support/fake-world.ts';
import { fieldRules } from '../lab/field-rules.ts';
import { inventoryFolder } from '../sources/declared/support/inventory.ts';
import { runInProcess } from './support/run-in-process.ts';

const CHECK = ['rules', '-p', 'http://site:9090', '--check'];

/** A site with one host and one job, and a Prometheus that has the field's rules for these metrics loaded; `null`: one that lists none. */
function site(metrics: readonly string[] | null): FakeNetwork {
  const now = Date.now();
  const host = {
    name: 'influx01',
    address: '10.0.0.5:9100',
    jobs: { influx01__var_lib_influxdb_: 0 },
    startedAt: now - 3_600_000,
  };
  const prometheus = prometheusOver([host], now);
  return new FakeNetwork((url, request) => {
    if (!url.startsWith('http://site:9090')) return pageOf(host);
    return url.includes('/rules') ? rulesReply(metrics) : prometheus(url, request);
  });
}

function rulesReply(metrics: readonly string[] | null): Reply {
  if (metrics === null) return { status: 404, type: 'text/plain', body: '404 page not found' };
  const { name, rules } = fieldRules(metrics);
  const loaded = rules.map(({ alert, expr }) => ({
    type: 'alerting',
    name: alert,
    query: expr,
    health: 'ok',
    alerts: [],
  }));
  return { body: JSON.stringify({ status: 'success', data: { groups: [{ name, rules: loaded }] } }) };
}

describe('duptop rules --check', () => {
  it('ends with 0 where each rule has its series and each job its rule', async () => {
    const { exitCode, stdout } = await runInProcess(CHECK, { http: site(['influx01__var_lib_influxdb_']) });
    expect([exitCode, stdout]).toEqual([0, '2 rules watch 1 jobs: each rule has its series, each job its rule\n']);
  });

  it('says that there is no job, where there is none', async () => {
    const http = new FakeNetwork((url, request) =>
      url.startsWith('http://site:9090') ? prometheusOver([], Date.now())(url, request) : 'refused',
    );
    const { exitCode, stdout } = await runInProcess(CHECK, { http });
    expect([exitCode, stdout]).toEqual([0, 'no job is known, and no rule: there was nothing to check\n']);
  });

  it('ends with 4 where something is wrong, and says what, with the rules and the next step', async () => {
    const { exitCode, stdout } = await runInProcess(CHECK, { http: site(['influx01__var_lib_influxdb']) });
    expect(exitCode).toBe(4);
    expect(stdout.split('\n')).toEqual([
      'rule-mismatch: no series is named duplicati_influx01__var_lib_influxdb_…; that of influx01:/var/lib/influxdb/ is duplicati_influx01__var_lib_influxdb__…',
      expect.stringMatching(
        /^ {2}• rule "MONITORED .* DIDNT START IN 24hrs" in group Amaterasu \(prometheus:\S+\): time\(\)/,
      ),
      expect.stringMatching(/^ {2}• rule "MONITORED .* HAD FAILURE" in group Amaterasu/),
      '  next: name influx01__var_lib_influxdb_ in the rules: absent() fires for ever now, and a failure never does',
      '',
    ]);
  });

  it('knows the jobs that an inventory declares, and prints JSON for scripts', async () => {
    const folder = inventoryFolder({ 'host_vars/db.yml': 'duplicati_jobs: [{path: /dump}]\n' });
    const { exitCode, stdout } = await runInProcess([...CHECK, '--json', '--ansible', folder], {
      http: site(['influx01__var_lib_influxdb_']),
    });
    expect(exitCode).toBe(4);
    expect(JSON.parse(stdout)).toEqual({
      rules: 2,
      jobs: 1,
      findings: [
        {
          fault: 'job-without-rule',
          metric: 'db__dump',
          message: 'no rule watches db:/dump: nobody is told when it fails or stops',
          evidence: [],
          next: 'add "metric: db__dump" to duplicati_monitored_jobs, or load what "duptop rules" prints',
        },
      ],
    });
  });

  it('ends with 3 where the server lists no rules, and with 2 where there is no Prometheus to ask', async () => {
    const silent = await runInProcess(CHECK, { http: site(null) });
    expect(silent.exitCode).toBe(3);
    expect(silent.stderr).toContain('this server lists no rules');
    const exporter = ['rules', '--check', '--exporter', 'http://10.0.0.5:9100'];
    const alone = await runInProcess(exporter, { http: site([]) });
    expect(alone.exitCode).toBe(2);
    expect(alone.stderr).toContain('--check needs a Prometheus');
  });
});
