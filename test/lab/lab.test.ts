import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeUnless } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { lackOf } from '../support/real-parts.ts';
import { failureAlert, startAlert } from './field-rules.ts';
import { type Lab, startLab } from './fleet.ts';
import { canRename } from './host-name.ts';
import { HOUR } from './machine.ts';
import { childrenOf, isAlive } from './proc.ts';
import { askPrometheus, queryVector } from './prometheus.ts';
import type { JobSituation } from './situation.ts';

/** What the lab promises; the situations rest on these facts. */
const lack =
  lackOf('prometheus', 'promtool', 'prometheus-node-exporter', 'prometheus-alertmanager') ??
  (canRename() ? null : 'no right to give a process its own host name');

describeUnless(lack, 'the lab', () => {
  let lab: Lab;
  let before: readonly number[];

  beforeAll(async () => {
    before = childrenOf(process.pid);
    lab = await startLab();
    await lab.ready;
  });
  afterAll(() => lab?.stop());

  /** Scrape jobs for which the query has a sample. */
  async function jobsWith(query: string): Promise<readonly (string | undefined)[]> {
    const vector = await queryVector(lab.prometheus.url, query);
    return vector.map(({ metric }) => metric.job).sort();
  }

  async function numberOf(query: string): Promise<number | null> {
    const [sample] = await queryVector(lab.prometheus.url, query);
    return sample === undefined ? null : Number(sample.value[1]);
  }

  function jobOn(host: string, path: string): JobSituation {
    const found = lab.situations.find((each) => each.kind === 'job' && each.host === host && each.path === path);
    if (found?.kind !== 'job') throw new Error(`no situation ${host}:${path}`);
    return found;
  }

  it('has each situation once, by instance and path', () => {
    const keys = lab.situations.map((each) => `${each.kind} ${each.instance} ${each.kind === 'job' ? each.path : ''}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(30);
  });

  it('gives each host its own name, and two the same one', async () => {
    const vector = await queryVector(lab.prometheus.url, 'node_uname_info');
    const names = new Map(vector.map(({ metric }) => [metric.instance, metric.nodename]));
    for (const host of lab.hosts.filter(({ exporterRunning }) => exporterRunning))
      expect(names.get(host.instance)).toBe(host.nodename);
    expect(await jobsWith('node_uname_info{nodename="app01"}')).toEqual(['app01', 'app01-clone']);
  });

  it('has the exporters down that should be, one of them with a past', async () => {
    expect(await jobsWith('up == 0')).toEqual(['down01', 'neverup01']);
    expect(await jobsWith('{__name__=~"duplicati_.+_exitcode", job=~"down01|neverup01"}')).toEqual([]);
    expect(await jobsWith('last_over_time(duplicati_down01__srv_crm_last_exitcode[1h])')).toEqual(['down01']);
  });

  it('has the exporters drop the files that they should, without a trace of their names', async () => {
    expect(await jobsWith('node_textfile_scrape_error == 1')).toEqual(['crlf01', 'web-01', 'web02']);
    expect(await jobsWith('node_textfile_mtime_seconds{job=~"crlf01|web-01|web02"}')).toEqual([]);
    expect(await jobsWith('last_over_time(duplicati_crlf01__srv_share_last_exitcode[1h])')).toEqual(['crlf01']);
  });

  it('has the copied file win over the real one, with both in HELP and a count of errors as the only traces', async () => {
    const url = `http://${lab.host('db01').target}/metrics`;
    const page = await (await fetch(url)).text();
    const help = /^# HELP duplicati_db01__srv_pg_last_run_start Metric read from (.*)$/m.exec(page)?.[1] ?? '';
    expect(help.split(', ').map((file) => file.slice(file.lastIndexOf('/') + 1))).toEqual([
      'duplicati_db01__srv_pg-copy.prom',
      'duplicati_db01__srv_pg.prom',
    ]);
    expect(await numberOf('duplicati_db01__srv_pg_last_run_start')).toBe(
      Math.floor((lab.startedAt - 20 * HOUR) / 1000),
    );
    expect(await numberOf('node_textfile_scrape_error{job="db01"}')).toBe(0);
    expect(await jobsWith('promhttp_metric_handler_errors_total{cause="gathering"} > 0')).toEqual(['db01']);
  });

  it('loads the rule over "-" as a subtraction', async () => {
    const { groups } = await askPrometheus<{ groups: { rules: { name: string; query: string }[] }[] }>(
      lab.prometheus.url,
      'rules',
    );
    const rule = groups.flatMap(({ rules }) => rules).find(({ name }) => name === startAlert('web02__srv_my-data'));
    const start = 'duplicati_web02__srv_my - data_last_run_start';
    expect(rule?.query).toBe(`time() - ${start} > 86400 or absent(${start})`);
  });

  it('fires the alerts of the classic rules, and no others, in Prometheus and in Alertmanager', async () => {
    const expected = [
      ...['partial01__home', 'failed01__home', 'badargs01__srv', 'nocli01__etc'].map(failureAlert),
      ...['oomkilled01__srv_big', 'better01__srv_web'].map(failureAlert),
      ...['late01__srv_www', 'neverran01__srv_new', 'web02__srv_my-data', 'crlf01__srv_share'].map(startAlert),
      ...['removed01__srv_old', 'down01__srv_crm', 'neverup01__srv_erp'].map(startAlert),
      startAlert('influx01__var_lib_influxdb'),
    ].sort();
    type Alert = { readonly state: string; readonly labels: { readonly alertname: string } };
    const { alerts } = await askPrometheus<{ alerts: Alert[] }>(lab.prometheus.url, 'alerts');
    const firing = alerts.filter(({ state }) => state === 'firing');
    expect(firing.map(({ labels }) => labels.alertname).sort()).toEqual(expected);
    const sent = (await (await fetch(`${lab.alertmanager.url}/api/v2/alerts`)).json()) as Alert[];
    expect(sent.map(({ labels }) => labels.alertname).sort()).toEqual(expected);
  });

  it('passes hostile label values on as they are', async () => {
    const vector = await queryVector(lab.prometheus.url, 'duplicati_job_last_exit_code');
    const paths = vector.map(({ metric }) => metric.path);
    const hostile = lab.situations.find((each) => each.kind === 'job' && each.path.includes('\u202e'));
    expect(hostile?.kind === 'job' && paths.includes(hostile.path)).toBe(true);
    expect(paths).toContain('/srv/Müller & Söhne/写真');
  });

  it('shows the instance label of a host that is scraped elsewhere', async () => {
    const { instance, metric } = jobOn('nat01', '/srv/branch');
    expect(instance).toBe('nat01.example:9100');
    expect(await numberOf(`duplicati_${metric}_last_exitcode{instance="${instance}"}`)).toBe(0);
  });

  it('has odd numbers as odd as they were written', async () => {
    expect(await numberOf('duplicati_odd01__srv_nan_last_exitcode')).toBeNaN();
    expect(await numberOf('duplicati_odd01__srv_minus_last_run_seconds')).toBe(-5);
    expect(await numberOf('duplicati_odd01__srv_half_last_exitcode')).toBeNull();
    expect(await numberOf('duplicati_ahead01__srv_iot_last_run_start - time()')).toBeGreaterThan(9_000);
  });

  it('knows the nights before', async () => {
    expect(await numberOf('changes(duplicati_slow01__srv_media_last_run_start[14d])')).toBe(8);
    expect(await numberOf('quantile_over_time(0.5, duplicati_slow01__srv_media_last_run_seconds[14d])')).toBeLessThan(
      1_000,
    );
  });

  it('shows a run that ends meanwhile', async () => {
    const run = { startedAt: Date.now() - 60_000, seconds: 60, exitCode: 1 };
    lab.writeJob('files02', '/srv/archive', run);
    const seen = async (): Promise<boolean> =>
      (await numberOf('duplicati_files02__srv_archive_last_run_start')) === Math.floor(run.startedAt / 1000);
    await eventually(seen, { what: 'the new run' });
  });

  it('stops and starts an exporter, and Prometheus with its data', async () => {
    await lab.stopExporter('mail01');
    await eventually(async () => (await jobsWith('up == 0')).includes('mail01'), { what: 'mail01 to be down' });
    await lab.startExporter('mail01');
    await eventually(async () => !(await jobsWith('up == 0')).includes('mail01'), { what: 'mail01 to be up' });
    await lab.stopPrometheus();
    await expect(fetch(lab.prometheus.url)).rejects.toThrow();
    await lab.startPrometheus();
    expect(await jobsWith('last_over_time(duplicati_down01__srv_crm_last_exitcode[1h])')).toEqual(['down01']);
  });

  it('leaves no process and no file behind', async () => {
    const started = childrenOf(process.pid).filter((pid) => !before.includes(pid));
    expect(started.length).toBeGreaterThan(25);
    const folders = [
      lab.prometheus.folder,
      lab.alertmanager.folder,
      ...lab.hosts.map((host) => host.textfileDirectory),
    ];
    await lab.stop();
    expect(started.filter(isAlive)).toEqual([]);
    expect(folders.filter((folder) => existsSync(folder))).toEqual([]);
  });
});
