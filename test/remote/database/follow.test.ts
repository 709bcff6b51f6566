import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, copyFileSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DatabaseEvent } from '../../../src/domain/database/database-event.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { type FollowOptions, followDatabase } from '../../../src/remote/database/follow.ts';
import { describeWith } from '../../support/describe-with.ts';
import { eventually } from '../../support/eventually.ts';
import { type TempFolder, tempFolder } from '../../support/temp-folder.ts';
import { addRemote, addResult, addRun, damageTable, NOON, openJobDatabase, writing } from './support/job-database.ts';
import { scriptShell } from './support/script-shell.ts';

const STAND_IN = new URL('../../../src/demo/duplicati-cli.ts', import.meta.url).pathname;

describeWith(['sqlite3'], 'followDatabase', () => {
  let folder: TempFolder;
  let ending: AbortController;
  let children: ChildProcess[];
  /** What the runs of a test printed. */
  let printed: string;
  beforeEach(() => {
    folder = tempFolder('follow');
    ending = new AbortController();
    children = [];
    printed = '';
  });
  afterEach(() => {
    ending.abort();
    for (const child of children) child.kill('SIGKILL');
    folder.remove();
  });

  /** Follows in the background; gives what was seen so far. */
  function follow(file: string, options: Partial<FollowOptions> = {}) {
    const events: DatabaseEvent[] = [];
    const shell = scriptShell();
    const ended = (async () => {
      const asked = { count: 5, intervalMs: 20, clock: systemClock, signal: ending.signal, log: null, ...options };
      for await (const event of followDatabase({ shell, file }, asked)) events.push(event);
    })();
    const types = () => events.map(({ type }) => type);
    const until = (isThere: () => boolean, what: string) =>
      eventually(() => isThere() || Promise.race([ended.then(() => false), false]), { what });
    return { events, types, until, ended, shell };
  }

  function run(
    file: string,
    environment: Readonly<Record<string, string>>,
  ): Promise<{ code: number | null; text: string }> {
    const child = spawn(
      process.execPath,
      ['--no-warnings', STAND_IN, 'backup', 'file:///x', '/srv/data', `--dbpath=${file}`, '--passphrase=planted'],
      { env: { PATH: process.env.PATH, ...environment }, stdio: ['ignore', 'pipe', 'ignore'] },
    );
    children.push(child);
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      printed += part;
    });
    return new Promise((resolve) => child.on('close', (code) => resolve({ code, text })));
  }

  function addRunTo(file: string, run: Parameters<typeof addRun>[1]): void {
    const database = writing(file);
    addRun(database, run);
    database.close();
  }

  it.each(['delete', 'wal'])(
    'sees a run from its begin to its end, and never makes it wait (journal: %s)',
    async (journal) => {
      const file = join(folder.path, 'job.sqlite');
      expect(
        (
          await run(file, {
            DUPTOP_STAND_IN_SECONDS: '0',
            DUPTOP_STAND_IN_VOLUMES: '1',
            DUPTOP_STAND_IN_JOURNAL: journal,
          })
        ).code,
      ).toBe(0);
      const { events, until, types } = follow(file);
      await until(() => types().includes('state'), 'the state');
      // A hundred commits, each of which fails where a reader keeps it waiting for a second.
      const { code, text } = await run(file, {
        DUPTOP_STAND_IN_SECONDS: '4',
        DUPTOP_STAND_IN_JOURNAL: journal,
        DUPTOP_STAND_IN_BUSYMS: '1000',
        DUPTOP_STAND_IN_COMMITS: '10',
        DUPTOP_STAND_IN_CODE: '2',
      });
      expect(text).toContain('completed successfully');
      expect(code).toBe(2);
      await until(() => types().includes('ended'), 'the end of the run');
      expect(types().filter((type) => type === 'trouble')).toEqual([]);
      const begun = events.find((event) => event.type === 'begun');
      expect(begun).toMatchObject({ operation: { id: 2, description: 'Backup' } });
      const ended = events.find((event) => event.type === 'ended');
      expect(ended).toMatchObject({ operation: { id: 2, state: { kind: 'ended', outcome: 'warnings' } } });
      const uploads = events.flatMap((event) =>
        event.type === 'remote' && event.remote.what === 'put' ? [event.remote] : [],
      );
      expect(uploads).toHaveLength(9);
      const progress = events.flatMap((event) => (event.type === 'progress' ? [event.progress] : []));
      const sum = uploads.reduce((bytes, { size }) => bytes + (size ?? 0), 0);
      expect(progress.at(-1)).toMatchObject({ uploadedBytes: sum, uploadedFiles: 9, uploadingFiles: 0 });
      expect(progress.some(({ bytesPerSecond }) => (bytesPerSecond ?? 0) > 0)).toBe(true);
      expect(types().indexOf('begun')).toBeLessThan(types().indexOf('remote'));
      expect(types().lastIndexOf('progress')).toBeLessThan(types().indexOf('ended'));
    },
  );

  it('tells a run that fails without a result as ended, once nothing is heard of it any more', async () => {
    const file = join(folder.path, 'job.sqlite');
    const { code } = await run(file, {
      DUPTOP_STAND_IN_SECONDS: '0',
      DUPTOP_STAND_IN_VOLUMES: '1',
      DUPTOP_STAND_IN_CODE: '100',
    });
    expect(code).toBe(100);
    const { events, until } = follow(file);
    await until(() => events.length > 0, 'the state');
    const longAgo = NOON - 86_400;
    utimesSync(file, longAgo, longAgo);
    await until(() => events.some(({ type }) => type === 'ended'), 'the end that nobody wrote down');
    expect(events[0]).toMatchObject({ state: { operations: [{ state: { kind: 'running', evidence: 'activity' } }] } });
    expect(events.at(-1)).toMatchObject({ type: 'ended', operation: { id: 1, state: { kind: 'unfinished' } } });
  });

  it('knows a run that goes on by its process, and one that was cut off before another began', async () => {
    const file = join(folder.path, 'job.sqlite');
    const running = run(file, { DUPTOP_STAND_IN_SECONDS: '60' });
    await eventually(() => printed.includes('Scanning'), { what: 'the run to get going' });
    const { events, until } = follow(file);
    await until(() => events.length > 0, 'the state');
    expect(events[0]).toMatchObject({ state: { operations: [{ state: { kind: 'running', evidence: 'process' } }] } });
    children[0]?.kill('SIGKILL');
    await running;
    await run(file, { DUPTOP_STAND_IN_SECONDS: '0', DUPTOP_STAND_IN_VOLUMES: '1' });
    await until(() => events.filter(({ type }) => type === 'ended').length === 2, 'both ends');
    const told = events.flatMap((event) =>
      event.type === 'ended' ? [[event.operation.id, event.operation.state.kind]] : [],
    );
    expect(told).toEqual([
      [1, 'unfinished'],
      [2, 'ended'],
    ]);
  });

  it('asks nothing while nothing is written, and goes on when it is', async () => {
    const file = join(folder.path, 'job.sqlite');
    const database = openJobDatabase(file);
    addRun(database, { id: 1, at: NOON });
    const { events, until } = follow(file);
    await until(() => events.length > 0, 'the state');
    addRun(database, { id: 2, at: NOON + 60, result: { ParsedResult: 'Error' } });
    await until(() => events.length === 3, 'the new run');
    expect(events.slice(1)).toMatchObject([
      { type: 'begun', operation: { id: 2 } },
      { type: 'ended', operation: { id: 2, state: { outcome: 'errors' } } },
    ]);
    addResult(database, 2, NOON + 7200, { ParsedResult: 'Fatal' });
    await until(() => events.length === 4, 'a run that failed before it had a row');
    expect(events[3]).toMatchObject({
      type: 'ended',
      operation: { id: null, startedAt: (NOON + 7200) * 1000 - 300, state: { outcome: 'failed' } },
    });
    database.close();
  });

  it('goes on where rows are purged, and begins anew where the database is', async () => {
    const file = join(folder.path, 'job.sqlite');
    const database = openJobDatabase(file);
    addRun(database, { id: 5, at: NOON });
    for (let at = 0; at < 20; at++) addRemote(database, 5, NOON, `old-${at}`, null);
    const { events, until } = follow(file);
    await until(() => events.length > 0, 'the state');
    database.exec('DELETE FROM RemoteOperation');
    addRemote(database, 5, NOON + 1, 'new', '{"Size":7}');
    await until(() => events.length === 2, 'the row behind the purge');
    expect(events[1]).toMatchObject({ type: 'remote', remote: { name: 'new', size: 7 } });
    database.close();
    rmSync(file);
    const anew = openJobDatabase(file);
    addRun(anew, { id: 1, at: NOON + 60 });
    anew.close();
    await until(() => events.some(({ type }, at) => type === 'state' && at > 0), 'the new database');
  });

  it('says once that it fails, goes on, and says that it works again', async () => {
    const file = join(folder.path, 'job.sqlite');
    openJobDatabase(file).close();
    const { events, types, until } = follow(file);
    await until(() => events.length > 0, 'the state');
    rmSync(file);
    await until(() => types().includes('trouble'), 'the trouble');
    const database = openJobDatabase(file);
    addRun(database, { id: 1, at: NOON });
    database.close();
    await until(() => types().includes('begun'), 'the run');
    expect(types()).toEqual(['state', 'trouble', 'recovered', 'begun', 'ended']);
  });

  it('reads a damaged one whole again once it was written, and takes nothing of it for news', async () => {
    const file = join(folder.path, 'job.sqlite');
    const sound = join(folder.path, 'sound.sqlite');
    const database = openJobDatabase(file);
    addRun(database, { id: 1, at: NOON });
    database.close();
    copyFileSync(file, sound);
    damageTable(file, 'Operation');
    const { events, types, until, shell } = follow(file);
    await until(() => events.length > 0, 'the state');
    expect(events[0]).toMatchObject({ state: { operations: null } });
    const asked = shell.runs();
    await until(() => shell.runs() > asked + 4, 'it to be read again');
    expect(types()).toEqual(['state']);
    writeFileSync(file, readFileSync(sound));
    await until(() => events.length > 1, 'the state once it was repaired');
    expect(events[1]).toMatchObject({ state: { operations: [{ id: 1 }], unread: [] } });
    addRunTo(file, { id: 2, at: NOON + 60 });
    await until(() => types().includes('ended'), 'the new run');
    expect(types()).toEqual(['state', 'state', 'begun', 'ended']);
  });

  it('does not complain again of what the state has complained of', async () => {
    const file = join(folder.path, 'job.sqlite');
    openJobDatabase(file).close();
    damageTable(file, 'Remotevolume');
    const { events, types, until } = follow(file);
    await until(() => events.length > 0, 'the state');
    addRunTo(file, { id: 1, at: NOON });
    await until(() => types().includes('trouble'), 'the trouble');
    expect(events[1]).toEqual({
      type: 'trouble',
      message: "what comes can't be read either, for the same reason",
      hint: null,
    });
  });

  it('says of uploads how long their run goes on, also where it began before anybody looked', async () => {
    const file = join(folder.path, 'job.sqlite');
    const database = openJobDatabase(file);
    const startedAt = Math.floor(Date.now() / 1000) - 60;
    addRun(database, { id: 1, at: startedAt, result: null });
    const { events, until } = follow(file);
    await until(() => events.length > 0, 'the state');
    database.exec(`INSERT INTO Remotevolume (OperationID, Name, Type, Size, State, VerificationCount, DeleteGraceTime)
      VALUES (1, 'b', 'Blocks', 5885, 'Uploading', 0, 0)`);
    await until(() => events.length > 1, 'the progress');
    database.close();
    const [, event] = events;
    expect(event?.type === 'progress' && event.progress.runningSeconds).toBeGreaterThanOrEqual(59);
  });

  it("shows the wrapper's log as it grows, and its reason", async () => {
    const file = join(folder.path, 'job.sqlite');
    openJobDatabase(file).close();
    writeFileSync(join(folder.path, 'K.log'), 'before\n');
    const { events, until } = follow(file, { log: { folders: [folder.path], key: 'K' } });
    await until(() => events.length > 0, 'the state');
    expect(events[0]).toMatchObject({ log: { lines: ['before'], reason: null } });
    appendFileSync(join(folder.path, 'K.log'), 'Backup started\nFatal error => no space\n');
    writeFileSync(join(folder.path, 'K.reason'), `100 ${NOON}\nFatal error => no space\n`);
    await until(() => events.some(({ type }) => type === 'reason'), 'the reason');
    expect(events.flatMap((event) => (event.type === 'log' ? [event.line] : []))).toEqual([
      'Backup started',
      'Fatal error => no space',
    ]);
    expect(events.filter(({ type }) => type === 'reason')).toHaveLength(1);
  });

  it("shows the wrapper's log as it grows beside a damaged database, every line once", async () => {
    const file = join(folder.path, 'job.sqlite');
    openJobDatabase(file).close();
    damageTable(file, 'Operation');
    writeFileSync(join(folder.path, 'K.log'), 'before\n');
    const { events, types, until, shell } = follow(file, { log: { folders: [folder.path], key: 'K' } });
    await until(() => events.length > 0, 'the state');
    const lines = Array.from({ length: 10 }, (_, at) => `line ${at}`);
    for (const line of lines) {
      const asked = shell.runs();
      appendFileSync(join(folder.path, 'K.log'), `${line}\n`);
      await until(() => shell.runs() > asked + 1, 'it to be asked again');
    }
    writeFileSync(join(folder.path, 'K.reason'), `100 ${NOON}\nFatal error => no space\n`);
    await until(() => types().includes('reason'), 'the reason');
    expect(events.flatMap((event) => (event.type === 'log' ? [event.line] : []))).toEqual(lines);
    expect(types().filter((type) => type === 'state')).toHaveLength(1);
  });

  it('throws what can not be read in the first place, and ends quietly when it is told to', async () => {
    await expect(follow(join(folder.path, 'nowhere.sqlite')).ended).rejects.toMatchObject({ kind: 'missing' });
    const file = join(folder.path, 'job.sqlite');
    openJobDatabase(file).close();
    const { ended, events, until } = follow(file);
    await until(() => events.length > 0, 'the state');
    ending.abort();
    await ended;
  });
});
