import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alertsSchema } from '../../src/present/alerts/schema.ts';
import {
  type DocumentObject,
  documentSchema,
  type HostObject,
  type JobObject,
} from '../../src/present/document/schema.ts';
import { visible } from '../../src/text/safe-text.ts';
import { type Lab, startLab } from '../lab/fleet.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { runDuptop, startDuptop } from '../support/run-duptop.ts';

const PARTS = ['prometheus', 'promtool', 'prometheus-node-exporter', 'prometheus-alertmanager'];

describeWith(PARTS, 'duptop against a living fleet', () => {
  let lab: Lab;
  let url: string;

  beforeAll(async () => {
    lab = await startLab();
    await lab.ready;
    url = lab.prometheus.url;
  });
  afterAll(() => lab.stop());

  const document = async (...args: readonly string[]): Promise<DocumentObject> => {
    const { stdout, stderr, exitCode } = await runDuptop(['--json', ...args]);
    expect(exitCode, stderr).toBe(0);
    return documentSchema.parse(JSON.parse(stdout));
  };
  const jobOf = ({ jobs }: DocumentObject, host: string, path: string, instance?: string): JobObject => {
    const found = jobs.filter(
      (job) => job.host === host && job.path === path && (instance ?? job.instance) === job.instance,
    );
    expect(found.length, `${host}:${path} among ${jobs.map(({ id }) => id).join(', ')}`).toBe(1);
    return found[0] as JobObject;
  };
  const hostOf = ({ hosts }: DocumentObject, instance: string): HostObject => {
    const found = hosts.find((host) => host.instance === instance);
    if (!found) throw new Error(`no host at ${instance}`);
    return found;
  };

  describe('with nothing but -p URL', () => {
    it('judges every situation, with cause and evidence, and shows no job that is not there', async () => {
      const seen = await document('-p', url);
      for (const situation of lab.situations) {
        if (situation.kind === 'host') {
          const { cause } = hostOf(seen, situation.instance);
          expect(cause?.code, situation.title).toBe(situation.expected.cause);
          expect(cause?.evidence.length, situation.title).toBeGreaterThan(0);
          continue;
        }
        const { status, cause, id } = jobOf(seen, situation.host, situation.path, situation.instance);
        expect({ status, cause: cause?.code ?? null }, situation.title).toEqual(situation.expected);
        if (cause === null) continue;
        expect(cause.evidence.length, id).toBeGreaterThan(0);
        expect(cause.next, id).not.toBe('');
      }
      const expected = lab.situations.filter(({ kind }) => kind === 'job');
      expect(seen.summary.total).toBe(expected.length);
      expect(seen.summary.hostProblems).toBe(lab.situations.length - expected.length);
    });

    it('prints the same in the table: status and cause of each, in words', async () => {
      const { stdout } = await runDuptop(['-p', url]);
      const lines = stdout.split('\n');
      for (const situation of lab.situations) {
        const { cause } = situation.expected;
        const row = lines.filter((line) =>
          situation.kind === 'job' ? line.includes(` ${visible(situation.path)} `) : line.startsWith('■ host'),
        );
        const words = situation.kind === 'job' ? [situation.expected.status, `${cause ?? ''}`] : [`${cause}`];
        const found = row.filter(
          (line) => line.includes(` ${situation.host} `) && words.every((word) => line.includes(word)),
        );
        expect(found.length, `${situation.title}\n${stdout}`).toBeGreaterThan(0);
      }
      for (const line of lines) expect(visible(line)).toBe(line);
    });

    it('joins each failed job with its alert and since when it fires', async () => {
      const { alerts } = jobOf(await document('-p', url), 'failed01', '/home');
      expect(alerts).toMatchObject([{ name: 'MONITORED DUPLICATI JOB failed01__home HAD FAILURE', state: 'firing' }]);
      expect(alerts[0]?.activeAt).not.toBeNull();
    });

    it('lists each alert with its job, and where it was delivered', async () => {
      const { stdout, stderr, exitCode } = await runDuptop(['alerts', '--json', '-p', url]);
      expect(exitCode, stderr).toBe(0);
      const { alerts, ruleProblems } = alertsSchema.parse(JSON.parse(stdout));
      const failed = alerts.find(({ name }) => name === 'MONITORED DUPLICATI JOB failed01__home HAD FAILURE');
      expect(failed).toMatchObject({
        state: 'firing',
        jobs: ['failed01:/home'],
        suppressed: 'no',
        delivery: { state: 'delivered' },
      });
      for (const { name, jobs, delivery } of alerts) {
        expect(jobs.length, name).toBe(1);
        expect(delivery.state, name).toBe('delivered');
      }
      expect(new Set(ruleProblems.map(({ fault }) => fault))).toEqual(
        new Set(['rule-mismatch', 'rule-subtraction', 'rule-without-series']),
      );
    });

    it('says which paths are guesses and which are certain', async () => {
      const seen = await document('-p', url);
      expect(jobOf(seen, 'failed01', '/home').pathExact).toBe(false);
      expect(jobOf(seen, 'better01', '/srv/web').pathExact).toBe(true);
    });

    it('prints only what a filter lets through, as json, ndjson and csv', async () => {
      const { jobs, summary } = await document('-p', url, 'status:failed', '!host:better*');
      expect(new Set(jobs.map(({ status }) => status))).toEqual(new Set(['failed']));
      expect(summary.total).toBe(jobs.length);
      const lines = (await runDuptop(['--ndjson', '-p', url, 'status:failed', '!host:better*'])).stdout
        .trim()
        .split('\n');
      expect(lines.map((line) => JSON.parse(line).id)).toEqual(jobs.map(({ id }) => id));
      const csv = (await runDuptop(['--csv', '--fields', 'id,exit', '-p', url, 'status:failed', 'host:failed*']))
        .stdout;
      expect(csv).toBe('id,exit\r\nfailed01:/home,100\r\n');
    });

    it('shows one job in full', async () => {
      const { stdout, exitCode } = await runDuptop(['show', 'failed01:/home', '-p', url]);
      expect(exitCode).toBe(0);
      for (const words of [
        'exit-failed',
        '100',
        'an error occurred',
        'firing',
        'failed01__home_last_exitcode',
        'HISTORY',
      ]) {
        expect(stdout).toContain(words);
      }
      const shown = JSON.parse((await runDuptop(['show', '--json', 'failed01:/home', '-p', url])).stdout);
      expect(shown.history.length).toBeGreaterThanOrEqual(5);
      expect(shown.history.at(-1)).toMatchObject({ exitCode: 100, outcome: 'failed' });
    });

    it('is a monitoring plugin', async () => {
      const critical = await runDuptop(['check', '-p', url]);
      expect(critical.exitCode).toBe(2);
      expect(critical.stdout).toMatch(/^DUPTOP CRITICAL: .* \| total=\d+;;;0 failed=\d+;;;0 /);
      const ok = await runDuptop(['check', '-p', url, 'host:files01']);
      expect([ok.exitCode, ok.stdout.split(' |')[0]]).toEqual([0, 'DUPTOP OK: 1 job: 1 ok']);
      expect((await runDuptop(['check', '-p', url, 'host:mail01'])).exitCode).toBe(1);
      expect((await runDuptop(['check', '-p', url, 'host:nosuchhost'])).exitCode).toBe(3);
    });
  });

  describe('watched', () => {
    it('gives scripts a line for each change of status or run', async () => {
      const watch = startDuptop(['watch', '--changes-only', '--interval', '1s', '-p', url, 'host:files02']);
      try {
        // Only changes after the first round are changes: a source that fails is told at its end.
        await eventually(() => watch.lines().some(({ type }) => type === 'source-failed'), { what: 'the first round' });
        lab.writeJob('files02', '/srv/archive', { startedAt: Date.now() - 60_000, seconds: 30, exitCode: 100 });
        const line = await eventually(() => watch.lines().find(({ type }) => type === 'changed'), {
          what: 'the change',
        });
        expect(line).toMatchObject({
          id: 'files02:/srv/archive',
          what: ['status', 'run'],
          before: { status: 'ok', lastRun: { exitCode: 1 } },
          job: { status: 'failed', cause: { code: 'exit-failed' }, lastRun: { exitCode: 100 } },
        });
      } finally {
        expect(await watch.interrupt()).toBe(0);
      }
    });
  });

  describe('when something of it dies', () => {
    it('keeps the rows of an exporter that is gone, marked with source and age', async () => {
      const { instance } = lab.host('files01');
      await lab.stopExporter('files01');
      await eventually(async () => hostOf(await document('-p', url), instance).exporter.up === false, {
        what: 'the target to be down',
      });
      const job = jobOf(await document('-p', url), 'files01', '/srv/files');
      expect(job).toMatchObject({ status: 'unknown', cause: { code: 'exporter-down' }, lastRun: { exitCode: 0 } });
      expect(job.seen.prometheus).toMatchObject({ stale: true });
      const { stdout } = await runDuptop(['-p', url, 'host:files01', 'path:*']);
      expect(stdout).toMatch(/ \d+s ago /);
      await lab.startExporter('files01');
      await eventually(async () => jobOf(await document('-p', url), 'files01', '/srv/files').status === 'ok', {
        what: 'the job to be back',
      });
    });

    it('gives a useful table from exporters alone when Prometheus is dead', async () => {
      await lab.stopPrometheus();
      const exporters = ['files01', 'failed01', 'late01', 'db01'].flatMap((name) => [
        '--exporter',
        `http://${lab.host(name).target}`,
      ]);
      const { stdout, stderr, exitCode } = await runDuptop(['--json', '-p', url, ...exporters]);
      expect(exitCode).toBe(0);
      expect(stderr).toContain('connection refused');
      const seen = documentSchema.parse(JSON.parse(stdout));
      expect(seen.sources.filter(({ ok }) => !ok).map(({ kind }) => kind)).toEqual(['prometheus']);
      expect(
        Object.fromEntries(seen.jobs.map(({ host, status, cause }) => [host, [status, cause?.code ?? null]])),
      ).toEqual({
        files01: ['ok', null],
        failed01: ['failed', 'exit-failed'],
        late01: ['late', 'late'],
        db01: ['unknown', 'textfile-shadowed'],
      });
      const alone = await runDuptop(['-p', url]);
      expect(alone.exitCode).toBe(3);
      expect(alone.stderr).toContain('no source answered');
      await lab.startPrometheus();
    });
  });
});
