import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Shell } from '../../src/cli/shell.ts';
import type { AuditEntry } from '../../src/ports/audit-log.ts';
import { type AlertsObject, alertsSchema } from '../../src/present/alerts/schema.ts';
import { visible } from '../../src/text/safe-text.ts';
import { startAlertmanager } from '../lab/alertmanager.ts';
import { failureAlert, fieldRules, startAlert } from '../lab/field-rules.ts';
import { type NodeExporter, startNodeExporter } from '../lab/node-exporter.ts';
import { askPrometheus, type Prometheus, startPrometheus } from '../lab/prometheus.ts';
import type { Service } from '../lab/service.ts';
import { classicFile, putFile } from '../lab/textfile.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { findBinary } from '../support/real-parts.ts';
import { type TempFolder, tempFolder } from '../support/temp-folder.ts';
import { runInProcess } from './support/run-in-process.ts';

const PARTS = ['prometheus', 'promtool', 'prometheus-node-exporter', 'prometheus-alertmanager', 'amtool'];
const FAILED = failureAlert('influx01__srv');
const MISSING = startAlert('gone01__srv');
const PENDING = 'DuplicatiSlow';
const HOSTILE = 'x\u001b[2J\u202e"y';

interface AmtoolSilence {
  readonly id: string;
  readonly matchers: readonly { readonly name: string; readonly value: string }[];
  readonly endsAt: string;
  readonly createdBy: string;
  readonly comment: string;
}

describeWith(PARTS, 'alerts of a real Prometheus and two real Alertmanagers', () => {
  let folder: TempFolder;
  let exporter: NodeExporter;
  let prometheus: Prometheus;
  let one: Service;
  let two: Service;

  beforeAll(async () => {
    folder = tempFolder('alerts-live');
    const failed = { startedAt: Date.now() - 600_000, seconds: 60, exitCode: 100 };
    putFile(folder.path, classicFile('influx01__srv', failed));
    [exporter, one, two] = await Promise.all([
      startNodeExporter({ textfileDirectory: folder.path, collectors: ['textfile'] }),
      startAlertmanager(),
      startAlertmanager(),
    ]);
    prometheus = await startPrometheus({
      scrapeConfigs: [{ job_name: 'influx01', static_configs: [{ targets: [exporter.instance] }] }],
      externalLabels: { site: 'a' },
      rules: [fieldRules(['influx01__srv', 'gone01__srv'], '0s'), OTHERS],
      alertmanagers: [one, two].map(({ address, port }) => `${address}:${port}`),
    });
    await prometheus.settled();
    for (const { url } of [one, two]) {
      await eventually(async () => (await delivered(url)) === 3, { what: `three alerts at ${url}` });
    }
  });
  afterAll(async () => {
    await Promise.allSettled([prometheus, exporter, one, two].map((part) => part?.stop()));
    folder?.remove();
  });

  async function delivered(url: string): Promise<number> {
    return ((await (await fetch(`${url}/api/v2/alerts`)).json()) as readonly unknown[]).length;
  }

  function amtool({ url }: Service, ...args: readonly string[]): string {
    const program = findBinary('amtool') ?? '';
    const { status, stdout, stderr } = spawnSync(program, [`--alertmanager.url=${url}`, ...args], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`amtool: ${stdout}${stderr}`);
    return stdout;
  }

  function silencesIn(alertmanager: Service): readonly AmtoolSilence[] {
    return JSON.parse(amtool(alertmanager, '-o', 'json', 'silence', 'query'));
  }

  function expireAll(): void {
    for (const each of [one, two]) {
      if (!each.running) continue;
      for (const { id } of silencesIn(each)) amtool(each, 'silence', 'expire', id);
    }
  }

  const run = (args: readonly string[], given: Partial<Shell> = {}) =>
    runInProcess(['alerts', ...args, '-p', prometheus.url], given);

  async function document(...args: readonly string[]): Promise<AlertsObject> {
    const { exitCode, stdout, stderr } = await run([...args, '--json']);
    expect(exitCode, stderr).toBe(0);
    return alertsSchema.parse(JSON.parse(stdout));
  }

  async function alertNamed(name: string, ...args: readonly string[]): Promise<AlertsObject['alerts'][number]> {
    const { alerts } = await document(...args);
    const found = alerts.find((alert) => alert.name === name);
    if (found === undefined) throw new Error(`no ${name} among ${alerts.map((alert) => alert.name).join(', ')}`);
    return found;
  }

  describe('are listed', () => {
    it('with their jobs, worst first, without those of others', async () => {
      const { alerts, sources } = await document();
      expect(alerts.map(({ name, state, jobs }) => [name, state, jobs])).toEqual(
        expect.arrayContaining([
          [FAILED, 'firing', ['influx01:/srv']],
          [MISSING, 'firing', ['gone01:/srv']],
          [PENDING, 'pending', ['influx01:/srv']],
        ]),
      );
      expect(alerts).toHaveLength(3);
      expect(alerts.at(-1)?.state).toBe('pending');
      expect(sources.map(({ kind, ok }) => [kind, ok])).toEqual([
        ['prometheus', true],
        ['alertmanager', true],
        ['alertmanager', true],
      ]);
    });

    it('with where they are: delivered with the labels that Prometheus puts to them, pending ones not yet', async () => {
      const { delivery } = await alertNamed(FAILED);
      expect(delivery.to.map(({ labels, state }) => [labels.site, state])).toEqual([
        ['a', 'active'],
        ['a', 'active'],
      ]);
      expect((await alertNamed(PENDING)).delivery.state).toBe('not-yet');
    });

    it('with those of others where they are asked for, and hostile texts made visible', async () => {
      const other = await alertNamed('HostDown', '--all');
      expect(other).toMatchObject({
        aboutBackups: false,
        labels: { note: HOSTILE },
        annotations: { summary: HOSTILE },
      });
      const { stdout } = await run(['--all']);
      expect(stdout).toContain('HostDown');
      for (const line of stdout.split('\n')) expect(visible(line)).toBe(line);
    });

    it('as far as a filter lets them through', async () => {
      expect((await document('host:gone01')).alerts.map(({ name }) => name)).toEqual([MISSING]);
      expect((await document('alert:pending')).alerts.map(({ name }) => name)).toEqual([PENDING]);
      expect((await document('failure', 'host:influx*')).alerts.map(({ name }) => name)).toEqual([FAILED]);
      expect((await run(['nosuchthing'])).stderr).toContain('none of the 3 alerts matches the filter');
      expect((await run(['nosuchkey:x'])).exitCode).toBe(2);
    });

    it('with rules in error, and rules that can never match', async () => {
      const { ruleProblems } = await document();
      expect(ruleProblems.map(({ fault, message }) => [fault, message])).toEqual([
        ['rule-error', expect.stringContaining('broken')],
        ['rule-without-series', expect.stringContaining('duplicati_gone01__srv_')],
      ]);
    });
  });

  describe('are silenced', () => {
    const silence = ['silence', 'influx01:/srv', '--only', FAILED, '--duration', '2h', '--comment', 'disk is replaced'];

    it('one alone, in every Alertmanager, as amtool sees it; and it is noted', async () => {
      const noted: Omit<AuditEntry, 'at' | 'user'>[] = [];
      const audit = { write: async (entry: (typeof noted)[number]) => void noted.push(entry) };
      const { exitCode, stdout, stderr } = await run([...silence, '--yes'], { audit });
      expect(exitCode, stderr).toBe(0);
      expect(stdout).toContain('holds for only this alert');
      for (const alertmanager of [one, two]) {
        const [made, ...others] = silencesIn(alertmanager);
        expect(others).toEqual([]);
        expect(made).toMatchObject({ createdBy: 'tester', comment: 'disk is replaced' });
        expect(Object.fromEntries(made?.matchers.map(({ name, value }) => [name, value]) ?? [])).toEqual({
          alertname: FAILED,
          instance: exporter.instance,
          job: 'influx01',
          severity: 'error',
          site: 'a',
        });
        const twoHours = Date.now() + 7_200_000;
        expect(Math.abs(Date.parse(made?.endsAt ?? '') - twoHours)).toBeLessThan(60_000);
        expect(stdout).toContain(made?.id);
      }
      expect(noted).toMatchObject([one, two].map(({ url }) => ({ action: 'silence', where: url })));
      const { alerts, silences } = await document();
      expect(alerts.map(({ name, suppressed }) => [name, suppressed])).toEqual([
        [MISSING, 'no'],
        [PENDING, 'no'],
        [FAILED, 'yes'],
      ]);
      expect(silences).toHaveLength(2);
      expect((await run([])).stdout).toMatch(/for (2h|1h 59m).* more, by tester: disk is replaced/);
      const shown = await runInProcess(['show', 'influx01:/srv', '-p', prometheus.url]);
      expect(shown.stdout).toMatch(/silenced {6}for (2h|1h 59m).* more, by tester: disk is replaced/);
    });

    it('for longer when they are extended, and no more when they expire', async () => {
      const [made] = silencesIn(one);
      const id = made?.id ?? '';
      const extended = await run(['extend', id.slice(0, 8), '--duration', '1h', '--yes']);
      expect(extended.exitCode, extended.stderr).toBe(0);
      const [longer] = silencesIn(one);
      expect(longer?.id).toBe(id);
      expect(Date.parse(longer?.endsAt ?? '') - Date.parse(made?.endsAt ?? '')).toBe(3_600_000);
      expect((await run(['expire', id, '--yes'])).exitCode).toBe(0);
      expect(silencesIn(one)).toEqual([]);
      expect((await alertNamed(FAILED)).suppressed).toBe('partly');
      const again = await run(['expire', id, '--yes']);
      expect([again.exitCode, again.stderr]).toEqual([2, expect.stringContaining('no silence')]);
      expireAll();
    });

    it('by others too: what amtool makes is seen, hostile words made visible', async () => {
      amtool(one, 'silence', 'add', '--author=anna', `--comment=${HOSTILE}`, '--duration=1h', `alertname=~${FAILED}`);
      const { silences } = await document();
      expect(silences).toMatchObject([{ createdBy: 'anna', comment: HOSTILE, matchers: [{ isRegex: true }] }]);
      const { stdout } = await run([]);
      expect(stdout).toContain('by anna: x\\x1b[2J\\u{202e}"y');
      expect(stdout).toContain('in part');
      for (const line of stdout.split('\n')) expect(visible(line)).toBe(line);
      expireAll();
    });

    it('before they fire', async () => {
      const { exitCode } = await run(['silence', PENDING, '--duration', '2h', '--comment', 'x', '--yes']);
      expect(exitCode).toBe(0);
      expect(silencesIn(two)[0]?.matchers.map(({ name }) => name)).not.toContain('site');
      expect(await alertNamed(PENDING)).toMatchObject({ suppressed: 'yes', delivery: { state: 'not-yet' } });
      expireAll();
    });

    it('only where the person says yes, or has said so', async () => {
      const asked: string[] = [];
      const answering = (answer: string | null) => ({
        question: {
          ask: async (text: string) => {
            asked.push(text);
            return answer;
          },
        },
      });
      for (const answer of ['n', '', null]) expect((await run(silence, answering(answer))).exitCode).toBe(0);
      expect(silencesIn(one)).toEqual([]);
      expect(asked[0]).toBe('Make these 2 silences? [y/N]');
      await run(silence, answering('y'));
      expect(silencesIn(one)).toHaveLength(1);
      const unasked = await run(['expire', silencesIn(one)[0]?.id ?? '']);
      expect([unasked.exitCode, unasked.stderr]).toEqual([2, expect.stringContaining('--yes')]);
      expireAll();
    });

    it('never where duptop is read-only', async () => {
      for (const args of [silence, ['expire', 'abcd'], ['extend', 'abcd', '--duration', '1h']]) {
        const { exitCode, stderr } = await run([...args, '--yes', '--read-only']);
        expect([exitCode, stderr]).toEqual([2, expect.stringContaining('read-only (flag --read-only)')]);
      }
      expect(silencesIn(one)).toEqual([]);
    });

    it('not where nothing of that name is there, or the wish makes no sense', async () => {
      const rest = ['--comment', 'x', '--yes'];
      for (const [args, problem] of [
        [['silence', 'influx02:/srv', '--duration', '2h', ...rest], 'did you mean influx01:/srv'],
        [['silence', FAILED, '--duration', '1s', ...rest], '--duration'],
        [['silence', FAILED, '--duration', '2h', '--comment', ' ', '--yes'], '--comment'],
        [['silence', FAILED, '--duration', '2h', '--only', 'other', ...rest], `--only: the alerts here are ${FAILED}`],
      ] as const) {
        const { exitCode, stderr } = await run(args);
        expect([exitCode, stderr]).toEqual([2, expect.stringContaining(problem)]);
      }
    });
  });

  describe('when something is not there', () => {
    it('are silenced in the Alertmanagers that are, and the other is told', async () => {
      await one.halt();
      const listed = await run(['--json']);
      expect([listed.exitCode, listed.stderr]).toEqual([0, expect.stringContaining('connection refused')]);
      expect(listed.stderr).toContain('"alertmanagers" in the configuration');
      const silenced = await run(['silence', FAILED, '--duration', '2h', '--comment', 'x', '--yes']);
      expect([silenced.exitCode, silenced.stderr]).toEqual([0, expect.stringContaining(`not silenced at ${one.url}`)]);
      expect(silencesIn(two)).toHaveLength(1);
      expireAll();
    });

    it('are not said to be delivered, nor to be lost, when no Alertmanager answers', async () => {
      await two.halt();
      expect((await alertNamed(FAILED)).delivery).toMatchObject({
        state: 'unknown',
        why: expect.stringContaining('did not answer us'),
      });
      const { exitCode } = await run(['silence', FAILED, '--duration', '2h', '--comment', 'x', '--yes']);
      expect(exitCode).toBe(3);
      await Promise.all([one.restart(), two.restart()]);
    });

    it('are told to be delivered to nobody where Prometheus knows no Alertmanager', async () => {
      await prometheus.reload({ alertmanagers: [] });
      await eventually(async () => (await activeAlertmanagers()) === 0, { what: 'no Alertmanager to be active' });
      expect((await alertNamed(FAILED)).delivery).toMatchObject({ state: 'undelivered' });
      const { stdout } = await run([]);
      expect(stdout).toContain('NOT DELIVERED');
      expect(stdout).toContain('sends to no Alertmanager: nobody is told');
      const { exitCode, stderr } = await run(['silence', FAILED, '--duration', '2h', '--comment', 'x', '--yes']);
      expect([exitCode, stderr]).toEqual([3, expect.stringContaining('no Alertmanager is known')]);
    });

    it('are those of configured Alertmanagers, whatever Prometheus is', async () => {
      await prometheus.reload({ alertmanagers: [`${one.address}:${one.port}`] });
      await eventually(async () => (await delivered(one.url)) === 3, { what: 'the alerts to be there again' });
      const config = join(folder.path, 'duptop.yml');
      writeFileSync(config, `alertmanagers:\n  - {name: main, url: '${one.url}'}\n`);
      await prometheus.halt();
      const alert = await alertNamed(FAILED, '-c', config);
      expect(alert).toMatchObject({ prometheus: [], delivery: { to: [{ alertmanager: 'main' }] } });
      await one.halt();
      const nobody = await run(['-c', config]);
      expect([nobody.exitCode, nobody.stderr]).toEqual([3, expect.stringContaining('neither a Prometheus nor')]);
    });
  });

  async function activeAlertmanagers(): Promise<number> {
    const { activeAlertmanagers } = await askPrometheus<{ activeAlertmanagers: readonly unknown[] }>(
      prometheus.url,
      'alertmanagers',
    );
    return activeAlertmanagers.length;
  }
});

const OTHERS = {
  name: 'others',
  rules: [
    { alert: PENDING, expr: 'duplicati_influx01__srv_last_run_seconds > 1', for: '1h' },
    { alert: 'HostDown', expr: 'vector(1)', labels: { note: HOSTILE }, annotations: { summary: HOSTILE } },
    { alert: 'broken', expr: 'duplicati_influx01__srv_last_exitcode * on () {job="influx01"}' },
  ],
};
