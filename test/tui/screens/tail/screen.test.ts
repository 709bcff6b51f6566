import { afterEach, describe, expect, it } from 'vitest';
import type { DatabaseEvent } from '../../../../src/domain/database/database-event.ts';
import type { DatabaseState } from '../../../../src/domain/database/database-state.ts';
import type { FeedSources } from '../../../../src/live/feeds.ts';
import type { LiveTailStep } from '../../../../src/live/live-tail.ts';
import { say } from '../../../../src/text/safe-text.ts';
import { ago, aJob, aSnapshot, NOW } from '../../../present/support/snapshot.ts';
import { NO_FEEDS } from '../../support/no-feeds.ts';
import { type RunningTui, runTui } from '../../support/running-tui.ts';

const JOB = aJob({ host: 'db01', path: '/srv' });
const STATE: DatabaseState = {
  file: '/var/duplicati_F5ZXE5QK.sqlite',
  size: 45_056,
  modifiedAt: ago(60),
  readAs: 'live',
  engine: 'sqlite3 3.40.1',
  schema: 10,
  schemaIsNew: false,
  now: NOW,
  operations: [{ id: 1, description: 'Backup', startedAt: ago(3600), state: { kind: 'unfinished' } }],
  remote: [],
  volumes: [{ type: 'Blocks', state: 'Verified', count: 4, bytes: 4096 }],
  leftovers: [],
  versions: { count: 12, incomplete: 1, oldestAt: ago(864_000), newest: [{ at: ago(3600), complete: true }] },
  unread: [],
};
const shown: RunningTui[] = [];

afterEach(async () => {
  for (const { terminal, ended } of shown.splice(0)) {
    terminal.type('\x03');
    await ended;
  }
});

/** A database that tells what the test has it tell. */
class Tail {
  readonly asked: string[] = [];
  #steps: LiveTailStep[] = [];
  #wake = () => {};

  tell(...steps: readonly LiveTailStep[]): void {
    this.#steps.push(...steps);
    this.#wake();
  }

  event(...events: readonly DatabaseEvent[]): void {
    this.tell(...events.map((event): LiveTailStep => ({ type: 'event', event, at: NOW })));
  }

  sources(): FeedSources {
    const tail = this;
    return {
      ...NO_FEEDS,
      tail: async function* ({ job }, signal) {
        tail.asked.push(job.id);
        while (!signal.aborted) {
          yield* tail.#steps.splice(0);
          if (tail.#steps.length > 0) continue;
          await new Promise<void>((resolve) => {
            tail.#wake = resolve;
            signal.addEventListener('abort', () => resolve());
          });
        }
      },
    };
  }
}

async function opened(tail: Tail, options: Omit<NonNullable<Parameters<typeof runTui>[0]>, 'feeds'> = {}) {
  const view = { snapshot: aSnapshot({ jobs: [JOB] }), refreshing: false, refreshedAt: NOW, nextAt: NOW + 15_000 };
  const tui = await runTui({ view, ...options, feeds: tail.sources() });
  shown.push(tui);
  await tui.terminal.shows(options.screenReader ? 'db01' : 'q quit');
  tui.terminal.type('t');
  return tui;
}

describe('the screen of a database in a terminal', () => {
  it('says where it looks, then shows the database with what its runs did, in 80x24', async () => {
    const tail = new Tail();
    const { terminal } = await opened(tail);
    tail.tell({ type: 'looking', way: say`ssh db01` });
    await terminal.shows('looking for the database on ssh db01 …');
    tail.tell({ type: 'found', path: '/srv', notes: [] });
    await terminal.shows('reading the database …');
    tail.event({ type: 'state', state: STATE, log: null });
    expect(await terminal.shows('waiting for the next one')).toMatchInlineSnapshot(`
      "db01:/srv  database                             refreshed 19:42:20Z, next in 15s
      database  /var/duplicati_F5ZXE5QK.sqlite
                44.0 KB, written 1m ago, schema 10, read with sqlite3 3.40.1
      versions  12 kept, 1 unfinished, the newest 1h ago

      VERSIONS
        kept          12 that can be restored; 1 begun and not finished
        newest        2026-11-24 18:42:20Z, 1h ago
        oldest        2026-11-14 19:42:20Z, 10d ago
        between

      AT THE DESTINATION
        verified      4 files, 4.0 KB (4 Blocks)

      LAST OPERATIONS
      ✖ 2026-11-24 18:42:20Z  Backup    no result: it failed, or was cut off
          why is only in what it printed: in the mail of cron, or in the system's log
      no run goes on; waiting for the next one …





      Esc back  r run  ? help  q quit  t again  R refresh  p pause  @ log"
    `);
  });

  it('follows what comes, with one line for uploads that go on, until one reads further up', async () => {
    const tail = new Tail();
    const { terminal } = await opened(tail);
    tail.event({ type: 'state', state: STATE, log: null });
    await terminal.shows('waiting for the next one');
    const operation = {
      id: 2,
      description: 'Backup',
      startedAt: NOW,
      state: { kind: 'running', evidence: 'process' },
    } as const;
    const progress = { operationId: 2, uploadedFiles: 1, uploadingFiles: 1, bytesPerSecond: null, runningSeconds: 3 };
    tail.event({ type: 'begun', operation });
    await terminal.shows(/db01:\/srv {2}database {2}▸ running/);
    for (const uploadedBytes of [1024, 2048, 4096])
      tail.event({ type: 'progress', progress: { ...progress, uploadedBytes } });
    const text = await terminal.shows('uploaded 4.0 KB');
    expect(text.match(/uploaded /g)).toHaveLength(1);
    for (let at = 0; at < 30; at++) tail.event({ type: 'log', line: say`line ${at}` });
    await terminal.shows('line 29');
    terminal.type('g');
    await terminal.shows('AT THE DESTINATION');
    tail.event({ type: 'log', line: say`line 30` });
    await terminal.shows(/of 4\d/);
    expect(await terminal.text()).toContain('AT THE DESTINATION');
    terminal.type('G');
    await terminal.shows('line 30');
  });

  it('says of a damaged database at both ends that it is, and what is not known, whatever the size', async () => {
    const why = say`/var/x.sqlite is damaged: database disk image is malformed`;
    const damaged: DatabaseState = {
      ...STATE,
      operations: null,
      versions: { count: null, incomplete: null, oldestAt: null, newest: null },
      unread: [say`operations`, say`versions`].map((what) => ({
        what,
        partly: false,
        why,
        hint: null,
        isDamage: true,
      })),
    };
    for (const [columns, rows] of [
      [80, 24],
      [60, 12],
    ] as const) {
      const tail = new Tail();
      const { terminal } = await opened(tail, { columns, rows });
      tail.event({ type: 'state', state: damaged, log: null });
      const text = await terminal.shows('the database is damaged: whether a run goes on is not known');
      const [title = '', ...lines] = text.split('\n');
      expect(title).toContain('✖ damaged');
      expect(text.match(/is damaged: database disk/g)).toHaveLength(1);
      expect(text).toMatch(/parts +operations, versions/);
      if (rows > 18) expect(lines.slice(1, 3).join()).toMatch(/damaged, 44\.0 KB.*versions {2}not known/);
      expect(text).not.toMatch(/none yet|\b0 kept/);
    }
  });

  it('says how long a run goes on by the clock, and of one that has ended no more that it runs', async () => {
    const tail = new Tail();
    const { terminal, clock } = await opened(tail);
    const run = { id: 2, description: 'Backup', startedAt: ago(11) };
    const running = { ...run, state: { kind: 'running', evidence: 'process' } } as const;
    tail.event({ type: 'state', state: { ...STATE, operations: [running] }, log: null });
    expect(await terminal.shows('following …')).toMatch(/▸ running for 11s/);
    expect(await terminal.text()).toMatch(/Backup +running$/m);
    clock.advance(5000);
    await terminal.shows('▸ running for 16s');
    // Of another one that failed before it had a row of its own.
    tail.event({ type: 'ended', operation: { ...run, id: null, description: 'Test', state: { kind: 'unfinished' } } });
    expect(await terminal.shows(/Test +no result/)).toContain('▸ running for 16s');
    tail.event({ type: 'ended', operation: { ...run, state: { kind: 'unfinished' } } });
    const text = await terminal.shows('no run goes on');
    expect(text).not.toContain('running');
    // The versions are those of before.
    expect(text).toMatch(/^versions {2}12 kept, 1 unfinished, the newest 1h ago; read 5s ago$/m);
    expect(text).not.toContain('written');
    expect(text).toMatch(/Backup +ran when this was read; its end is below\n✖ .* no result/);
  });

  it('does not say that no run goes on while it can not be read', async () => {
    const tail = new Tail();
    const { terminal } = await opened(tail);
    tail.event({ type: 'trouble', message: say`/var/x.sqlite has been locked for seconds`, hint: null });
    expect(await terminal.shows('asking again …')).not.toContain('no run goes on');
    tail.event({ type: 'recovered' }, { type: 'state', state: STATE, log: null });
    await terminal.shows('no run goes on');
  });

  it('says in words why there is nothing to read, and looks again on t', async () => {
    const tail = new Tail();
    const { terminal } = await opened(tail, { columns: 60, rows: 12 });
    const details = [say`there are databases of:`, say`  /srv/b`];
    tail.tell({
      type: 'failed',
      message: say`db01 has no database of /srv in /var`,
      hint: say`it has not run`,
      details,
    });
    const text = await terminal.shows('db01 has no database of /srv in /var');
    expect(text).toContain('it has not run');
    expect(text).toContain('/srv/b');
    terminal.type('t');
    await terminal.shows('looking for the database');
    expect(tail.asked).toEqual([JOB.id, JOB.id]);
    terminal.type('\x1b');
    await terminal.shows(/ AGE /);
  });

  it('has nothing but ASCII of its own where it is told so, and can be read out', async () => {
    const tail = new Tail();
    const { terminal } = await opened(tail, { ascii: true });
    tail.event({ type: 'state', state: STATE, log: null });
    await terminal.shows('waiting for the next one');
    expect(terminal.stdout.written).not.toMatch(/[^\0-~]/);
    const other = new Tail();
    const spoken = await opened(other, { screenReader: true, columns: 120, rows: 40 });
    other.event({ type: 'state', state: STATE, log: null });
    await spoken.terminal.shows('12 kept, 1 unfinished');
  });
});
