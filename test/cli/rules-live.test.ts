import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { fieldRules } from '../lab/field-rules.ts';
import { labelledFile } from '../lab/labelled-textfile.ts';
import { type NodeExporter, startNodeExporter } from '../lab/node-exporter.ts';
import { askPrometheus, type Prometheus, type RuleGroup, startPrometheus } from '../lab/prometheus.ts';
import { classicFile, putFile } from '../lab/textfile.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { type TempFolder, tempFolder } from '../support/temp-folder.ts';
import { runInProcess } from './support/run-in-process.ts';

const [HOST, PATH, METRIC] = ['influx01', '/var/lib/influxdb/', 'influx01__var_lib_influxdb_'];
const NAME = `MONITORED DUPLICATI JOB ${METRIC}`;

interface LiveAlert {
  readonly state: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

describeWith(['prometheus', 'promtool', 'prometheus-node-exporter'], 'the rules in a real Prometheus', () => {
  let folder: TempFolder;
  let exporter: NodeExporter;
  let prometheus: Prometheus;

  beforeAll(async () => {
    folder = tempFolder('rules-live');
    writeRun(100);
    // Without uname the host is the one that the series name, whatever this machine is called.
    exporter = await startNodeExporter({ textfileDirectory: folder.path, collectors: ['textfile'] });
    const scrapeConfigs = [{ job_name: HOST, static_configs: [{ targets: [exporter.instance] }] }];
    prometheus = await startPrometheus({ scrapeConfigs });
    await prometheus.settled();
  });
  afterAll(async () => {
    await Promise.allSettled([prometheus?.stop(), exporter?.stop()]);
    folder?.remove();
  });

  /** A run of the better wrapper ends: both of its files are written anew. */
  function writeRun(exitCode: number): void {
    const startedAt = Date.now() - 600_000;
    putFile(folder.path, classicFile(METRIC, { startedAt, seconds: 60, exitCode }));
    const completed = { at: startedAt + 60_000, seconds: 60, exitCode };
    const succeededAt = startedAt - 3_600_000;
    const state = { startedAt, completed, succeededAt, attempts: 1, running: false };
    putFile(folder.path, labelledFile(HOST, PATH, state));
  }

  /** As they are printed, but for the wait: the alerts of a test shall fire at once. */
  async function printedRules(): Promise<readonly RuleGroup[]> {
    const { exitCode, stdout, stderr } = await runInProcess(['rules', '-p', prometheus.url, '--from-fleet']);
    expect(exitCode, stderr).toBe(0);
    const { groups } = parse(stdout) as { groups: readonly RuleGroup[] };
    return groups.map(({ name, rules }) => ({ name, rules: rules.map((rule) => ({ ...rule, for: '0s' })) }));
  }

  async function firing(): Promise<readonly LiveAlert[]> {
    const { alerts } = await askPrometheus<{ alerts: readonly LiveAlert[] }>(prometheus.url, 'alerts');
    return alerts.filter(({ state }) => state === 'firing');
  }

  function untilFiring(names: readonly string[]): Promise<readonly LiveAlert[]> {
    const same = (alerts: readonly LiveAlert[]) =>
      String(alerts.map(({ labels }) => labels.alertname).sort()) === String(names.toSorted());
    return eventually(
      async () => {
        const alerts = await firing();
        if (!same(alerts)) throw new Error(JSON.stringify(alerts));
        return alerts;
      },
      { what: `these alerts and no others: ${names.join(', ') || 'none'}`, deadlineMs: 40_000 },
    );
  }

  const check = (...args: readonly string[]) => runInProcess(['rules', '--check', '-p', prometheus.url, ...args]);

  it('watch nobody before they are loaded', async () => {
    const { exitCode, stdout } = await check();
    expect(exitCode).toBe(4);
    expect(stdout).toContain('no-rules: Prometheus has no alert rule about backups');
  });

  it('fire for a run that failed, say when it was, how it ended and which command shows why, and resolve with a good one', async () => {
    await prometheus.reload({ rules: await printedRules() });
    const alerts = await untilFiring([`${NAME} HAD FAILURE`, 'DuplicatiJobFailed']);
    const minutes = /20\d\d-\d\d-\d\d \d\d:\d\d:\d\d \+0000 UTC \(1?\dm \d+s ago\)/;
    for (const { labels, annotations } of alerts) {
      expect(labels).toMatchObject({ severity: 'error', instance: exporter.instance, job: HOST });
      expect(annotations.summary).toBe(`The backup of ${HOST}:${PATH} failed.`);
      expect(annotations.description).toMatch(minutes);
      expect(annotations.description).toContain('with exit code 100: an error occurred. Why: duptop show ');
    }
    writeRun(0);
    await untilFiring([]);
  });

  it('pass the check, each with its series', async () => {
    expect(await check()).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('fire for corrupt data at the destination by both families', async () => {
    writeRun(3);
    await untilFiring([`${NAME} FOUND CORRUPT DATA`, 'DuplicatiJobVerificationErrors']);
    writeRun(1);
    await untilFiring([]);
  });

  it('fire while node_exporter drops a file', async () => {
    const bad = classicFile('web-01__srv', { startedAt: Date.now(), seconds: 1, exitCode: 0 });
    putFile(folder.path, bad);
    await untilFiring(['DuplicatiTextfileRejected']);
    rmSync(join(folder.path, bad.name));
    await untilFiring([]);
  });

  it('fire when the series are gone, and tell the last run that is remembered', async () => {
    rmSync(join(folder.path, `duplicati_${METRIC}.prom`));
    const [alert] = await untilFiring([`${NAME} DIDNT START IN 24hrs`]);
    expect(alert?.annotations.description).toMatch(
      new RegExp(`^No exporter shows it. The last run known on ${exporter.instance} started 20.* Why: duptop show`),
    );
    writeRun(0);
    await untilFiring([]);
  });

  it('of another maker are checked too: a wrong name, a subtraction, an error, a job without any', async () => {
    const wrong = fieldRules([METRIC.replace(/_$/, ''), 'web-a__srv'], '0s');
    const broken = { alert: 'broken', expr: 'duplicati_job_running * on () node_textfile_mtime_seconds' };
    putFile(folder.path, classicFile('influx01__etc', { startedAt: Date.now(), seconds: 1, exitCode: 0 }));
    await prometheus.reload({ rules: [wrong, { name: 'mine', rules: [broken] }] });
    await prometheus.settled();
    const { exitCode, stdout } = await check('--json');
    expect(exitCode).toBe(4);
    const { findings } = JSON.parse(stdout) as { findings: readonly { fault: string; metric: string | null }[] };
    expect(findings.map(({ fault, metric }) => [fault, metric])).toEqual([
      ['rule-error', null],
      ['rule-mismatch', 'influx01__var_lib_influxdb'],
      ['rule-subtraction', 'web-a__srv'],
      ['job-without-rule', 'influx01__etc'],
    ]);
  });
});
