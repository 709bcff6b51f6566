import { describe, expect, it } from 'vitest';
import { diagnosesOf, examine } from '../../src/doctor/examine.ts';
import { type HostReport, NOT_ASKED } from '../../src/doctor/host-look.ts';
import { liveDiagnosis } from '../../src/doctor/live-diagnosis.ts';
import type { Surroundings } from '../../src/doctor/read-surroundings.ts';
import { allSubjects, subjectsNamed, subjectsOf } from '../../src/doctor/subject.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { HostShell, Hosts } from '../../src/remote/host-shell.ts';
import { RemoteError } from '../../src/remote/remote-error.ts';
import { say } from '../../src/text/safe-text.ts';
import { aHost, anEntry } from '../domain/chain/support/facts.ts';
import { aCause, aJob, aSnapshot, NOW } from '../present/support/snapshot.ts';

const NOTHING: Surroundings = { asksPrometheus: true, targets: [], rules: [], alerts: [] };
const fine = aJob();
const other = aJob({ host: 'web01', path: '/srv' });
const snapshot = aSnapshot({ jobs: [fine, other] });

function seen(paths: readonly string[]): HostReport {
  const entries = paths.map((path) => anEntry({ path }));
  const facts = aHost({ cron: { ...aHost().cron, entries } });
  return { kind: 'seen', facts, way: say`ssh influx01`, from: NOW, to: NOW };
}

/** Hosts that answer as `run` does. */
function hostsThat(run: HostShell['run']): Hosts {
  const shellOf = (host: string): HostShell => ({
    host,
    way: say`ssh ${host}`,
    login: { command: 'ssh', args: [] },
    run,
  });
  return { shellOf, runsGoOn: true, close: async () => {} };
}

describe('what is examined', () => {
  it('is every host with its jobs', () => {
    expect(allSubjects(snapshot).map(({ host, jobs }) => [host, jobs.length])).toEqual([
      ['influx01', 1],
      ['web01', 1],
    ]);
  });

  it('is only the job that is meant', () => {
    expect(subjectsOf([other], snapshot)).toMatchObject([{ host: 'web01', path: '/srv', jobs: [{ id: other.id }] }]);
  });

  it('is a host too that no source knows', () => {
    expect(subjectsNamed('new01', '/srv', snapshot)).toMatchObject([
      { host: 'new01', path: '/srv', jobs: [], state: null },
    ]);
  });
});

describe('a host', () => {
  const subject = { host: 'influx01', instance: null, state: null, jobs: [fine], path: null };

  it('is asked for the jobs too that only its crontab knows', () => {
    const found = diagnosesOf(subject, seen([fine.path, '/srv/unknown']), NOTHING, NOW);
    expect(found.map(({ path }) => path)).toEqual([fine.path, '/srv/unknown']);
  });

  it('is not asked for lines that were taken out, nor for a copy of a file that cron does not read', () => {
    const entries = [anEntry({ path: '/srv/old', state: 'off' }), anEntry({ path: '/srv/copy', ignored: 'name' })];
    const facts = aHost({ cron: { ...aHost().cron, entries } });
    const report: HostReport = { kind: 'seen', facts, way: say`ssh influx01`, from: NOW, to: NOW };
    expect(diagnosesOf(subject, report, NOTHING, NOW).map(({ path }) => path)).toEqual([fine.path]);
  });

  it('has a diagnosis of its own where no job explains its fault', () => {
    const state = {
      ...subject,
      host: 'influx01',
      instance: 'i:1',
      exporter: { url: null, up: true, error: null },
      textfileErrors: 1,
      jobs: 1,
      lastScrapeAt: null,
      scrapeIntervalSeconds: null,
      cause: aCause('textfile-rejected'),
    };
    const found = diagnosesOf({ ...subject, jobs: [], state }, NOT_ASKED, NOTHING, NOW);
    expect(found).toMatchObject([{ path: null, first: { cause: { code: 'textfile-rejected' } } }]);
  });
});

describe('a round', () => {
  const parts = { surroundings: NOTHING, clock: systemClock, signal: new AbortController().signal };

  it('goes on where a host can not be reached, and tells how far it is', async () => {
    const hosts = hostsThat(async () => {
      throw new RemoteError('denied', 'x', say`permission denied`);
    });
    const done: number[] = [];
    const found = await examine(allSubjects(snapshot), { ...parts, hosts }, (count) => done.push(count));
    expect(found.map(({ facts }) => facts.look.kind)).toEqual(['refused', 'refused']);
    expect(done).toEqual([1, 2]);
  });

  it('ends when nobody wants it any more', async () => {
    const ending = new AbortController();
    const hosts = hostsThat(async (_, { signal }) => {
      ending.abort();
      throw new RemoteError('aborted', 'x', say`given up ${String(signal?.aborted)}`);
    });
    await expect(examine(allSubjects(snapshot), { ...parts, hosts, signal: ending.signal })).rejects.toThrow();
  });
});

describe('a diagnosis that is watched', () => {
  const signal = new AbortController().signal;

  it('is there at once, and again with whatever comes first', async () => {
    const read = Promise.withResolvers<Surroundings>();
    const hosts = hostsThat(async () => {
      throw new RemoteError('denied', 'x', say`permission denied`);
    });
    const steps = liveDiagnosis(fine, {
      snapshot,
      readSurroundings: () => read.promise,
      hosts,
      clock: systemClock,
      signal,
    });
    expect((await steps.next()).value).toMatchObject({
      facts: { look: { why: 'the host is being looked at' }, alerts: null },
    });
    expect((await steps.next()).value).toMatchObject({ facts: { look: { why: 'permission denied' }, alerts: null } });
    read.resolve(NOTHING);
    expect((await steps.next()).value).toMatchObject({ facts: { look: { why: 'permission denied' }, alerts: [] } });
    expect((await steps.next()).done).toBe(true);
  });

  it('of a job that is gone ends without a word', async () => {
    const gone = aJob({ host: 'gone01' });
    const hosts = hostsThat(() => Promise.reject(new Error('not to be asked')));
    const steps = liveDiagnosis(gone, {
      snapshot,
      readSurroundings: async () => NOTHING,
      hosts,
      clock: systemClock,
      signal,
    });
    expect((await steps.next()).done).toBe(true);
  });
});
