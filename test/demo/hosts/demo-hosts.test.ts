import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examine } from '../../../src/doctor/examine.ts';
import { allSubjects } from '../../../src/doctor/subject.ts';
import type { CauseCode } from '../../../src/domain/cause.ts';
import type { RunEvent } from '../../../src/domain/host-run/run-event.ts';
import type { Snapshot } from '../../../src/domain/snapshot.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { listDatabases } from '../../../src/remote/database/list-databases.ts';
import { readDatabase } from '../../../src/remote/database/read-state.ts';
import { findRun } from '../../../src/remote/run/find-run.ts';
import { followRun } from '../../../src/remote/run/follow-run.ts';
import { startRun } from '../../../src/remote/run/start-run.ts';
import { eventually } from '../../support/eventually.ts';
import { askFleet } from '../support/ask-fleet.ts';
import { type DemoWithHosts, startDemoWithHosts } from '../support/demo-hosts.ts';

const { signal } = new AbortController();

describe.runIf(process.platform === 'linux')('the hosts of a demo', () => {
  let started: DemoWithHosts;
  beforeAll(async () => {
    started = await startDemoWithHosts();
  });
  afterAll(async () => {
    await started?.stop();
  });

  const look = (): Promise<Snapshot> => askFleet(started.demo.prometheusUrl, systemClock);
  const jobOf = async (id: string) => {
    const job = (await look()).jobs.find((each) => each.id === id);
    if (job === undefined) throw new Error(`no job ${id}`);
    return job;
  };
  async function start(id: string) {
    const job = await jobOf(id);
    const shell = started.hosts.shellOf(job.host, job.instance);
    const outcome = await startRun(shell, await findRun(shell, job, signal), signal);
    if (outcome.kind === 'refused') throw new Error(outcome.message);
    return followRun(shell, outcome.handle, { clock: systemClock, signal });
  }
  const endOf = async (events: AsyncIterable<RunEvent>) => {
    const types = new Set<string>();
    for await (const event of events) {
      types.add(event.type);
      if (event.type === 'ended') return { code: event.end.exitCode, types };
    }
    throw new Error('it never ended');
  };

  it('have no files before they are reached, and no place that others can enter', async () => {
    expect(readdirSync(started.folder)).toEqual([]);
  });

  it('have the faults that the story tells, each found by the doctor', async () => {
    const diagnoses = await examine(allSubjects(await look()), {
      surroundings: { asksPrometheus: true, targets: [], rules: [], alerts: null },
      hosts: started.hosts,
      clock: systemClock,
      signal,
    });
    const found = Object.fromEntries(
      diagnoses.map(({ host, path, first }) => [`${host}:${path}`, first?.cause.code ?? null]),
    );
    expect(found).toMatchObject({
      'db01:/var/lib/postgresql': 'destination-unreachable',
      'db01:/etc': null,
      'mail01:/var/vmail': 'not-scheduled',
      'files01:/home': 'database-damaged',
      'app01:/srv/uploads': 'exit-not-found',
      'app01:/srv/shop': 'textfile-shadowed',
      'app01:/opt/app': 'exit-killed',
      'app01:/var/lib/redis': null,
      'web01:/srv/my-data': 'textfile-rejected',
      'web01:/etc': null,
      'web-02:null': 'textfile-rejected',
      'influx01:/var/lib/grafana': 'never-ran',
      'iot01:/srv/sensors': 'clock-skew',
      'nas01:/volume1/photos': 'exporter-down',
      'branch01:/srv/pos': 'host-unreachable',
    } satisfies Record<string, CauseCode | null>);
  });

  it.concurrent('run their jobs for real, with either wrapper, and the fleet shows it; the same path elsewhere stays as it is', async () => {
    const [better, classic] = await Promise.all([start('db01:/etc'), start('influx01:/var/lib/grafana')]);
    const ends = Promise.all([endOf(better), endOf(classic)]);
    const other = await findRun(started.hosts.shellOf('web01', null), { path: '/etc', pathExact: true }, signal);
    expect(other.goingOn).toBeNull();
    const own = await findRun(started.hosts.shellOf('db01', null), { path: '/etc', pathExact: true }, signal);
    expect(own.goingOn?.by).toBe('duptop');
    await eventually(async () => (await jobOf('db01:/etc')).status === 'running', {
      what: 'the table to show the run',
    });
    const [nothingNew, first] = await ends;
    expect([nothingNew.code, first.code]).toEqual([1, 0]);
    expect(first.types).toContain('progress');
    await eventually(async () => (await jobOf('influx01:/var/lib/grafana')).status === 'ok', {
      what: 'the row to be ok',
    });
    expect((await jobOf('db01:/etc')).lastRun?.durationSeconds).toBeLessThan(60);
  });

  it.concurrent('start a job by the settings of its wrapper where its line is commented out', async () => {
    expect((await endOf(await start('mail01:/var/vmail'))).code).toBe(0);
    await eventually(async () => (await jobOf('mail01:/var/vmail')).status === 'ok', { what: 'the row to be ok' });
  });

  it.concurrent('fail again where nothing has changed', async () => {
    expect((await endOf(await start('app01:/srv/uploads'))).code).toBe(127);
  });

  it('keep what earlier runs have left in their databases', async () => {
    const shell = started.hosts.shellOf('files01', null);
    const { databases } = await listDatabases(shell);
    const file = databases.find(({ path }) => path === '/srv/archive')?.file ?? '';
    const { state } = await readDatabase({ shell, file }, { count: 5, now: systemClock.now(), signal });
    expect(state.operations?.map(({ description }) => description)).toContain('Backup');
    expect(state.versions.count).toBeGreaterThan(3);
  });

  it('tell as ssh would of a host that can’t be reached, and of one that is none', async () => {
    const shell = started.hosts.shellOf('branch01', null);
    await expect(findRun(shell, { path: '/srv/pos', pathExact: true }, signal)).rejects.toMatchObject({
      name: 'RemoteError',
      kind: 'unreachable',
      message: expect.stringContaining('No route to host'),
    });
    expect(() => started.hosts.shellOf('elsewhere', null)).toThrow('no such host');
  });

  it('hold nothing of this machine’s own backups, and nothing of its user’s', async () => {
    const text = readFileSync(`${started.folder}/db01/opt/duplicati_wrapper.sh`, 'utf8');
    expect(text).toContain(`readonly CONFIG=${started.folder}/db01/etc/duplicati-wrapper.conf`);
    const crontab = readFileSync(`${started.folder}/db01/var/spool/cron/crontabs/root`, 'utf8');
    expect(crontab).toContain(`PATH=${started.folder}/db01/bin:`);
    expect(existsSync(`${started.folder}/db01/bin/duplicati-cli`)).toBe(true);
  });
});
