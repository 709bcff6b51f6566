import { describe, expect, it } from 'vitest';
import type { ChainFacts } from '../../../src/domain/chain/chain-facts.ts';
import { diagnose } from '../../../src/domain/chain/diagnose.ts';
import type { HostFacts, NotedRun, WrapperFile } from '../../../src/domain/chain/host-facts.ts';
import type { LinkName } from '../../../src/domain/chain/link.ts';
import type { DatabaseState } from '../../../src/domain/database/database-state.ts';
import { betterKey } from '../../../src/domain/db-path.ts';
import { say } from '../../../src/text/safe-text.ts';
import { aCause, ago, aJob, aRun, aSighting, NOW } from '../../present/support/snapshot.ts';
import { aHost, anEntry, aTextfile, METRICS, PATH, someFacts } from './support/facts.ts';

const lateRun = aRun({ startedAt: ago(30 * 3600) });
const lateJob = aJob({ status: 'late', cause: aCause('late'), lastRun: lateRun });
const lateHost = (given: Partial<HostFacts> = {}) =>
  aHost({ textfiles: [{ folder: METRICS, state: 'read', files: [aTextfile(ago(30 * 3600))] }], ...given });
const cron = (given: Partial<HostFacts['cron']> = {}): HostFacts['cron'] => ({ ...aHost().cron, ...given });
const aLock = { pid: 7, startedAt: ago(1800) };

function verdict(facts: ChainFacts) {
  const { first, others } = diagnose(facts);
  return [first?.cause.code ?? null, ...others.map(({ cause }) => cause.code)];
}

function link(facts: ChainFacts, name: LinkName) {
  const found = diagnose(facts).links.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no link ${name}`);
  return found;
}

describe('a chain', () => {
  it('with nothing wrong has no cause', () => {
    expect(verdict(someFacts(aHost()))).toEqual([null]);
  });

  it('is blamed on its first broken link, and what follows from that is marked and not blamed', () => {
    const facts = someFacts(lateHost({ cron: cron({ entries: [anEntry({ state: 'off' })] }) }), { job: lateJob });
    expect(verdict(facts)).toEqual(['not-scheduled']);
    expect(link(facts, 'outcome')).toMatchObject({ state: 'broken', followsFrom: 'not-scheduled' });
  });

  it('with a second fault that does not follow from the first tells both, in the order of the chain', () => {
    const job = { ...lateJob, otherCauses: [aCause('rule-mismatch')] };
    const facts = someFacts(lateHost({ cron: cron({ entries: [anEntry({ state: 'off' })] }) }), { job });
    expect(verdict(facts)).toEqual(['not-scheduled', 'rule-mismatch']);
  });

  it('of a host that can not be looked at is judged by what the sources show, and says why it is not checked', () => {
    const facts = someFacts(null, { job: lateJob });
    expect(verdict(facts)).toEqual(['late']);
    expect(link(facts, 'schedule')).toMatchObject({ state: 'unchecked', says: 'ssh influx01: permission denied' });
  });

  it('of a host that nobody reaches blames nothing else', () => {
    const job = aJob({ status: 'unknown', cause: aCause('host-unreachable'), otherCauses: [aCause('late')] });
    const facts = someFacts(null, { job, look: { kind: 'unreachable', why: say`no route to host`, hint: null } });
    expect(verdict(facts)).toEqual(['host-unreachable']);
  });

  it('of a host that ssh reaches does not call it unreachable for its exporter', () => {
    const job = aJob({ status: 'unknown', cause: aCause('host-unreachable') });
    expect(verdict(someFacts(aHost(), { job }))).toEqual(['exporter-down']);
  });
});

it('a file of nobody that node_exporter drops on its host is no fault of a job', () => {
  const hostState = {
    host: 'influx01',
    instance: 'i:1',
    exporter: { url: null, up: true, error: null },
    textfileErrors: 1,
    jobs: 1,
    lastScrapeAt: null,
    scrapeIntervalSeconds: null,
    cause: aCause('textfile-rejected'),
  };
  expect(verdict(someFacts(null, { hostState }))).toEqual([null]);
  expect(verdict({ ...someFacts(null, { hostState, job: null }), path: null })).toEqual(['textfile-rejected']);
});

describe('the schedule', () => {
  it.each([
    ['cron does not run', cron({ runs: false }), /cron does not run/],
    [
      'cron leaves the file out',
      cron({ entries: [anEntry({ file: '/etc/cron.d/a.b', ignored: 'name' })] }),
      /its name may hold only/,
    ],
    ['another line makes cron ignore the file', cron({ broken: ['12 crontab of root'] }), /line 12 can't be read/],
    ['no crontab has it', cron({ entries: [] }), /no crontab on influx01/],
  ])('is broken where %s', (_, given, says) => {
    const found = link(someFacts(lateHost({ cron: given }), { job: lateJob }), 'schedule');
    expect(found.faults[0]?.cause.code).toBe('not-scheduled');
    expect(found.says).toMatch(says);
  });

  it('is no fault where no crontab has a job that ran in time: a timer may start it', () => {
    expect(link(someFacts(aHost({ cron: cron({ entries: [] }) })), 'schedule').state).toBe('unchecked');
  });

  it('is not judged where a timer or a script of another scheduler speaks of Duplicati', () => {
    const mentions = ['/etc/cron.daily/duplicati'];
    const found = link(someFacts(lateHost({ cron: cron({ entries: [], mentions }) }), { job: lateJob }), 'schedule');
    expect(found).toMatchObject({ state: 'unchecked', says: expect.stringContaining('/etc/cron.daily/duplicati') });
  });

  it('can not be judged by one who may not read the crontab of root', () => {
    const host = lateHost({ isRoot: false, cron: cron({ entries: [] }) });
    expect(verdict(someFacts(host, { job: lateJob }))).toEqual(['late']);
  });

  it('offers the command that starts cron', () => {
    const { first } = diagnose(someFacts(aHost({ cron: cron({ runs: false }) })));
    expect(first?.fix).toBe('ssh influx01 systemctl start cron');
  });
});

describe('a run', () => {
  const started = (seconds: number) =>
    cron({ logs: ['/var/log/syslog'], starts: [{ path: PATH, at: ago(seconds), log: '/var/log/syslog' }] });

  it('that cron started, of which nothing is there any more, was interrupted', () => {
    expect(verdict(someFacts(lateHost({ cron: started(3 * 3600) }), { job: lateJob }))).toEqual(['run-interrupted']);
  });

  it('was cut off by a reboot where the host started anew since', () => {
    const host = lateHost({ cron: started(3 * 3600), bootedAt: ago(7200) });
    expect(link(someFacts(host, { job: lateJob }), 'run').says).toContain('influx01 was started anew 2h ago');
  });

  it('that left metrics since was not', () => {
    const job = aJob({ lastRun: aRun({ startedAt: ago(3 * 3600) }) });
    const host = aHost({
      cron: started(3 * 3600),
      textfiles: [{ folder: METRICS, state: 'read', files: [aTextfile(ago(3 * 3600 - 1))] }],
    });
    expect(verdict(someFacts(host, { job }))).toEqual([null]);
  });

  it('of which a process goes on is not late', () => {
    const host = lateHost({ cron: started(3600), processes: [{ ...aLock, path: PATH, database: null }] });
    const facts = someFacts(host, { job: lateJob });
    expect(verdict(facts)).toEqual([null]);
    expect(link(facts, 'run').says).toContain('running for 30m');
  });

  it('that goes on for longer than is allowed is late, and may be stuck', () => {
    const stuck = { pid: 7, startedAt: ago(29 * 3600), path: PATH, database: null };
    const { first } = diagnose(someFacts(lateHost({ processes: [stuck] }), { job: lateJob }));
    expect(first?.cause).toMatchObject({ code: 'late', next: expect.stringContaining('duptop run --stop influx01:') });
    expect(first?.cause.evidence).toContain('process 7 of it has been running for 1d 5h');
  });

  it('is not called interrupted where metrics were never seen: they may be lost', () => {
    const host = aHost({ cron: started(3 * 3600), textfiles: [{ folder: METRICS, state: 'read', files: [] }] });
    const job = aJob({ status: 'missing', cause: aCause('textfile-missing'), lastRun: null });
    expect(verdict(someFacts(host, { job }))).toEqual(['textfile-missing']);
  });

  it('whose later tries left operations without a result has ended with its metrics', () => {
    const tried = { id: 4, description: 'Backup', startedAt: ago(3600 - 700), state: { kind: 'unfinished' } } as const;
    const state = { operations: [tried], unread: [], leftovers: [] } as unknown as DatabaseState;
    const database = {
      file: '/var/d.sqlite',
      path: PATH,
      size: 1,
      modifiedAt: NOW,
      holders: [],
      content: { kind: 'read', state },
    } as const;
    const job = aJob({ status: 'failed', cause: aCause('exit-failed'), lastRun: aRun({ exitCode: 100 }) });
    expect(verdict(someFacts(aHost({ databases: [database] }), { job }))).toEqual(['exit-failed']);
  });

  it('where processes can not be seen is not judged', () => {
    const host = lateHost({ cron: started(3 * 3600), seesProcesses: false });
    expect(link(someFacts(host, { job: lateJob }), 'run').state).toBe('unchecked');
  });
});

describe('a database', () => {
  const locked = { kind: 'failed', why: 'locked', message: say`locked`, hint: null } as const;
  const database = {
    file: '/var/duplicati_F53GC4RPNRUWEL3JNZTGY5LYMRRAU___.sqlite',
    path: PATH,
    size: 4096,
    modifiedAt: NOW,
    holders: [{ ...aLock, command: 'sqlite3' }],
    content: locked,
  };

  it('that something else holds is a fault, and the holder is named', () => {
    const facts = someFacts(aHost({ databases: [database] }));
    expect(verdict(facts)).toEqual(['database-locked']);
    expect(link(facts, 'database').says).toContain('process 7 (sqlite3)');
  });

  it('that its own run keeps locked is none', () => {
    const host = aHost({ databases: [database], processes: [{ ...aLock, path: null, database: database.file }] });
    expect(verdict(someFacts(host))).toEqual([null]);
    expect(link(someFacts(host), 'database').state).toBe('unchecked');
  });
});

describe('a database of which a part can not be read', () => {
  const readAs = (how: DatabaseState['readAs']) => {
    const unread = [{ what: say`versions`, partly: false, why: say`it is damaged`, hint: null, isDamage: true }];
    const state = { readAs: how, unread, operations: [], leftovers: [] };
    const content = { kind: 'read', state: state as unknown as DatabaseState } as const;
    const database = { file: '/var/d.sqlite', path: PATH, size: 1, modifiedAt: NOW, holders: [], content };
    return someFacts(aHost({ databases: [database] }));
  };

  it('is damaged', () => {
    expect(verdict(readAs('live'))).toEqual(['database-damaged']);
  });

  it('is not called so where a killed run left a journal: the next run rolls back what it had begun', () => {
    expect(verdict(readAs('torn'))).toEqual([null]);
  });
});

describe('duplicati-cli', () => {
  const searches = [{ search: '/usr/bin:/bin', found: null, blocked: null }];

  it('that cron would not find is a fault of a job that does not run', () => {
    expect(verdict(someFacts(lateHost({ searches }), { job: lateJob }))).toEqual(['exit-not-found']);
  });

  it('is found by a wrapper that has a PATH of its own, however long ago that ran', () => {
    const [wrapper] = aHost().wrappers;
    const host = lateHost({
      searches: [{ search: '/usr/bin:/bin', found: null, blocked: null }],
      wrappers: wrapper ? [{ ...wrapper, ownSearch: true }] : [],
    });
    expect(verdict(someFacts(host, { job: lateJob }))).toEqual(['late']);
  });

  it('is found by a wrapper whose runs end well', () => {
    expect(verdict(someFacts(aHost({ searches })))).toEqual([null]);
  });
});

describe('a wrapper that a shell reads', () => {
  const [wrapper] = aHost().wrappers;
  const host = (given: Partial<WrapperFile>) =>
    aHost({
      cron: cron({ entries: [anEntry({ byShell: true })] }),
      wrappers: wrapper ? [{ ...wrapper, ...given }] : [],
    });

  it('need not be executable', () => {
    expect(verdict(someFacts(host({ state: 'not-executable' })))).toEqual([null]);
  });

  it('must be there', () => {
    expect(verdict(someFacts(host({ state: 'missing' })))).toEqual(['wrapper-missing']);
  });
});

describe('an exporter', () => {
  const exporter = {
    pid: 3,
    startedAt: ago(9000),
    program: 'node_exporter',
    sameFiles: true,
    listens: [],
    folder: null,
    collectorOff: false,
  };

  it('that was told no folder for text files is at fault', () => {
    expect(verdict(someFacts(aHost({ exporters: [exporter] })))).toEqual(['textfile-missing']);
  });

  it('that shows what is in the file reads it, whatever its command line says', () => {
    const lastRun = aRun({ startedAt: ago(3600) });
    const job = aJob({ lastRun });
    const shown = { ...job, seen: { ...job.seen, exporter: aSighting({ source: 'exporter:x', lastRun }) } };
    expect(verdict(someFacts(aHost({ exporters: [exporter] }), { job: shown }))).toEqual([null]);
  });

  it('of another user is not said to be in a container', () => {
    const facts = someFacts(aHost({ exporters: [{ ...exporter, sameFiles: null }] }));
    expect(link(facts, 'exporter').evidence.join()).not.toContain('container');
  });
});

describe('a run that duptop started', () => {
  const own = (given: Partial<NotedRun> = {}): NotedRun => ({
    key: betterKey(PATH),
    folder: '/run/duptop/KEY',
    startedAt: ago(600),
    end: { exitCode: 0, at: ago(300) },
    lines: [say`Backup started`, say`Fatal error => (401) Unauthorized`, say`Fatal error => (401) Unauthorized`],
    ...given,
  });
  const failed = aTextfile(ago(599), 100);
  const failedJob = aJob({
    status: 'failed',
    cause: aCause('exit-failed'),
    lastRun: aRun({ startedAt: ago(599), exitCode: 100 }),
  });
  const shows = (file: ReturnType<typeof aTextfile>): HostFacts['textfiles'] => [
    { folder: METRICS, state: 'read', files: [file] },
  ];

  it('tells by what it said why it failed, though the classic wrapper keeps nothing', () => {
    const facts = someFacts(aHost({ ownRuns: [own()], textfiles: shows(failed) }), { job: failedJob });
    expect(verdict(facts)).toEqual(['destination-unreachable']);
    expect(diagnose(facts).first?.cause.evidence).toEqual([
      expect.stringContaining('/run/duptop/KEY/output'),
      'Fatal error => (401) Unauthorized',
    ]);
  });

  it('tells nothing of a later run', () => {
    const later = aJob({ ...failedJob, lastRun: aRun({ startedAt: ago(120), exitCode: 100 }) });
    const facts = someFacts(aHost({ ownRuns: [own()], textfiles: shows(aTextfile(ago(120), 100)) }), { job: later });
    expect(verdict(facts)).toEqual(['exit-failed']);
    expect(diagnose(facts).first?.cause.next).toContain('duptop run influx01:/var/lib/influxdb');
  });

  it('is not said to have ended well where it was killed and left no metrics', () => {
    const killed = own({ end: { exitCode: 137, at: ago(300) }, lines: [say`Killed`] });
    const facts = someFacts(lateHost({ ownRuns: [killed] }), { job: lateJob });
    expect(verdict(facts)).toEqual(['run-interrupted']);
    expect(link(facts, 'run').says).toContain('killed by signal 9 (KILL)');
  });

  it('that ended by itself and left no metrics is told with what it said', () => {
    const lines = [say`mv: cannot create regular file`];
    const facts = someFacts(lateHost({ ownRuns: [own({ end: { exitCode: 1, at: ago(300) }, lines })] }), {
      job: lateJob,
    });
    expect(verdict(facts)).toEqual(['textfile-missing']);
    expect(diagnose(facts).first?.cause.evidence).toContain('mv: cannot create regular file');
  });

  it('and that went well is no fault', () => {
    const facts = someFacts(aHost({ ownRuns: [own()], textfiles: shows(aTextfile(ago(599))) }));
    expect(verdict(facts)).toEqual([null]);
  });
});

it('a job that is named in a command to copy is one word of it', () => {
  const path = '/srv/$(touch x)';
  const job = aJob({ path, status: 'late', cause: aCause('late'), lastRun: lateRun });
  const { first } = diagnose({ ...someFacts(null, { job }), path });
  expect(first?.cause.code).toBe('late');
  const { show } = link({ ...someFacts(null, { job }), path }, 'outcome');
  expect(show).toBe("duptop show 'influx01:/srv/$(touch x)'");
});

describe('a disk', () => {
  const disk = {
    folder: '/var',
    mount: '/',
    availableBytes: 2 ** 30,
    totalBytes: 2 ** 32,
    availableInodes: 10_000,
    readOnly: false,
  };

  it.each([
    ['full', { availableBytes: 0 }, '/ is full'],
    ['without inodes', { availableInodes: 0 }, '/ has no inode left'],
    ['mounted read-only', { readOnly: true }, '/ is mounted read-only'],
    [
      'too small for a volume in /tmp',
      { folder: '/tmp', availableBytes: 10 * 2 ** 20 },
      '/ has no room for a volume of 50 MB',
    ],
  ])('that is %s is a fault', (_, given, says) => {
    const job = aJob({ lastRun: aRun({ exitCode: 100 }) });
    const facts = someFacts(aHost({ disks: [{ ...disk, ...given }] }), { job });
    expect(verdict(facts)).toEqual(['disk-full']);
    expect(link(facts, 'disk').says).toContain(says);
  });

  it('too small for a whole volume is none of a job that gets on with it', () => {
    const small = { ...disk, folder: '/tmp', availableBytes: 10 * 2 ** 20 };
    expect(verdict(someFacts(aHost({ disks: [small] })))).toEqual([null]);
  });

  it('with room is none, whatever df can not tell', () => {
    expect(
      verdict(someFacts(aHost({ disks: [disk, { ...disk, availableBytes: null, availableInodes: null }] }))),
    ).toEqual([null]);
  });
});

it('a clock that differs is told where the run itself shows nothing', () => {
  const facts = someFacts(aHost({ at: NOW + 10 * 60_000 }));
  expect(verdict(facts)).toEqual(['clock-skew']);
  expect(link(facts, 'host').says).toContain('10m ahead of');
});

it('whatever a host is called, no command is made of it that a shell would read otherwise', () => {
  const facts = someFacts(
    aHost({
      cron: cron({ entries: [anEntry({ program: "/opt/$(touch /tmp/x)'" })] }),
      wrappers: [
        {
          file: "/opt/$(touch /tmp/x)'",
          state: 'not-executable',
          edition: 'other',
          version: null,
          lostInterpreter: null,
          ownSearch: false,
        },
      ],
    }),
  );
  const { fix } = diagnose(facts).first ?? {};
  expect(fix).toMatch(/^ssh influx01 '.*'$/);
  expect(fix).not.toMatch(/[^'\\]\$\(touch \/tmp\/x\)$/);
});
