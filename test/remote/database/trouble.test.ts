import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryDatabase } from '../../../src/remote/database/query.ts';
import { readDatabase } from '../../../src/remote/database/read-state.ts';
import { describeUnless, describeWith } from '../../support/describe-with.ts';
import { type TempFolder, tempFolder } from '../../support/temp-folder.ts';
import { addRun, damageTable, NOON, openJobDatabase } from './support/job-database.ts';
import { type Engine, pathWith, scriptShell } from './support/script-shell.ts';

const isRoot = process.getuid?.() === 0;
const READ = { count: 5, now: NOON * 1000 };
let folder: TempFolder;
beforeAll(() => {
  folder = tempFolder('trouble');
  chmodSync(folder.path, 0o755);
});
afterAll(() => folder.remove());

function databaseWithRuns(name: string): string {
  const file = join(folder.path, name);
  const database = openJobDatabase(file);
  database.exec('BEGIN');
  for (let id = 1; id <= 200; id++) addRun(database, { id, at: NOON + id * 60 });
  database.exec('COMMIT');
  database.close();
  return file;
}

/** Leaves a database as a process that is killed in the middle of its commit does: with a journal that must be rolled back. */
function withHotJournal(name: string): string {
  const file = databaseWithRuns(name);
  const program = `
    const { DatabaseSync } = require('node:sqlite');
    const database = new DatabaseSync(process.argv[1]);
    database.exec("PRAGMA cache_size = 5; BEGIN IMMEDIATE; UPDATE LogData SET Message = Message || 'x'");
    process.kill(process.pid, 'SIGKILL');`;
  spawnSync(process.execPath, ['--no-warnings', '-e', program, file]);
  if (!existsSync(`${file}-journal`)) throw new Error('no journal was left');
  return file;
}

/** Leaves a database in WAL mode with a write-ahead log that holds a run. */
function withWal(name: string): string {
  const file = databaseWithRuns(name);
  const program = `
    const { DatabaseSync } = require('node:sqlite');
    const database = new DatabaseSync(process.argv[1]);
    database.exec("PRAGMA journal_mode = wal; PRAGMA wal_autocheckpoint = 0; INSERT INTO Operation VALUES (201, 'Backup', ${NOON + 99_000})");
    process.kill(process.pid, 'SIGKILL');`;
  spawnSync(process.execPath, ['--no-warnings', '-e', program, file]);
  if (!existsSync(`${file}-wal`)) throw new Error('no write-ahead log was left');
  return file;
}

describeWith(['sqlite3', 'python3'], 'a database that can not be read as usual', () => {
  const shells: readonly (readonly [Engine, () => string])[] = (['sqlite3', 'python3', 'node'] as const).map(
    (engine) => {
      let path: string | null = null;
      return [
        engine,
        () => {
          path ??= pathWith(folder.path, [engine]);
          return path;
        },
      ];
    },
  );

  it.each(shells)(
    'after a run that was killed in its commit is read as it lies there, and that is said (%s)',
    async (engine, path) => {
      const file = withHotJournal(`hot-${engine}.sqlite`);
      const before = readFileSync(`${file}-journal`);
      const { state } = await readDatabase({ shell: scriptShell({ path: path() }), file }, READ);
      expect(state.readAs).toBe('torn');
      expect(state.operations).toHaveLength(5);
      // Rolling it back is left to the next run.
      expect(readFileSync(`${file}-journal`)).toEqual(before);
    },
  );

  it.each(shells)(
    'in WAL mode is read with what its log holds, and closed again it leaves nothing behind (%s)',
    async (engine, path) => {
      const file = withWal(`wal-${engine}.sqlite`);
      const shell = scriptShell({ path: path() });
      const { state } = await readDatabase({ shell, file }, READ);
      expect(state).toMatchObject({ readAs: 'live', unread: [] });
      expect(state.operations?.at(-1)?.id).toBe(201);
      new DatabaseSync(file).close();
      const whole = new DatabaseSync(file);
      whole.exec('SELECT * FROM Operation');
      whole.close();
      const name = `wal-${engine}.sqlite`;
      expect(readdirSync(folder.path).filter((each) => each.startsWith(name))).toEqual([name]);
      const quiet = await readDatabase({ shell, file }, READ);
      expect(quiet.state).toMatchObject({ readAs: 'live' });
      expect(quiet.state.operations?.at(-1)?.id).toBe(201);
      expect(readdirSync(folder.path).filter((each) => each.startsWith(name))).toEqual([name]);
    },
  );

  it('that changes under a reader without locks is read again', async () => {
    const file = databaseWithRuns('disturbed.sqlite');
    const whole = new DatabaseSync(file);
    whole.exec('PRAGMA journal_mode = wal');
    whole.close();
    const path = pathWith(join(folder.path, 'disturbing'), []);
    const counter = join(folder.path, 'disturbing', 'count');
    // The first read finds that somebody wrote meanwhile.
    writeFileSync(
      join(path, 'sqlite3'),
      `#!/bin/sh\ncase $* in *-version*) ;; *) [ -e '${counter}' ] || touch '${counter}' '${file}'; esac\nexec /usr/bin/sqlite3 "$@"\n`,
      { mode: 0o755 },
    );
    spawnSync('ln', [
      '-s',
      spawnSync('sh', ['-c', 'command -v touch'], { encoding: 'utf8' }).stdout.trim(),
      join(path, 'touch'),
    ]);
    spawnSync('touch', ['-d', '2020-01-01', file]);
    const shell = scriptShell({ path });
    const { outcomes } = await queryDatabase({ shell, file }, ['SELECT count(*) AS n FROM Operation']);
    expect(outcomes).toEqual([{ rows: [{ n: 200 }], error: null }]);
    expect(shell.runs()).toBe(2);
  });

  it('because a run holds it is waited for, and then told as locked', async () => {
    const file = databaseWithRuns('locked.sqlite');
    const holder = new DatabaseSync(file);
    holder.exec('BEGIN EXCLUSIVE');
    const asked = shells.map(([engine, path]) =>
      queryDatabase({ shell: scriptShell({ path: path() }), file }, ['SELECT count(*) AS n FROM Operation'], {
        guarded: engine !== 'sqlite3',
      }),
    );
    const read = shells.map(([, path]) => readDatabase({ shell: scriptShell({ path: path() }), file }, READ));
    for (const { outcomes } of await Promise.all(asked)) expect(outcomes?.[0]?.error).toMatchObject({ kind: 'locked' });
    // Its SELECTs do not wait one after the other: that would take longer than any deadline.
    for (const result of await Promise.allSettled(read))
      expect(result).toMatchObject({ status: 'rejected', reason: { kind: 'locked' } });
    holder.close();
  });

  it.each(shells)('since it is damaged tells what could still be read (%s)', async (engine, path) => {
    const file = databaseWithRuns(`damaged-${engine}.sqlite`);
    damageTable(file, 'LogData');
    const { state, lastIds } = await readDatabase({ shell: scriptShell({ path: path() }), file }, READ);
    // Nobody can say of them that they left no result.
    expect(state.operations?.map(({ state: { kind } }) => kind)).toEqual(Array(5).fill('unread'));
    expect(state.unread).toContainEqual({
      what: 'results',
      partly: false,
      why: `${file} is damaged: database disk image is malformed`,
      hint: expect.stringContaining('repair'),
      isDamage: true,
    });
    expect(lastIds).toBeNull();
  });

  it.each(shells)('since it is damaged has no number for what it does not tell (%s)', async (engine, path) => {
    const file = databaseWithRuns(`unknown-${engine}.sqlite`);
    for (const table of ['Operation', 'RemoteOperation', 'Remotevolume', 'Fileset']) damageTable(file, table);
    const { state } = await readDatabase({ shell: scriptShell({ path: path() }), file }, READ);
    expect(state).toMatchObject({
      schema: 10,
      operations: null,
      remote: null,
      volumes: null,
      leftovers: null,
      versions: { count: null, incomplete: null, oldestAt: null, newest: null },
    });
  });

  it('by an engine that was cut off says nothing of what had not been asked yet', async () => {
    const file = databaseWithRuns('cut-off.sqlite');
    const path = pathWith(join(folder.path, 'cutting'), []);
    writeFileSync(join(path, 'python3'), `#!/bin/sh\necho '[{"@":1}]'\necho '[{"n":1}]'\nexit 124\n`, { mode: 0o755 });
    const { outcomes } = await queryDatabase({ shell: scriptShell({ path }), file }, ['SELECT 1', 'SELECT 2']);
    expect(outcomes).toEqual([
      { rows: [{ n: 1 }], error: expect.objectContaining({ kind: 'too-long' }) },
      { rows: [], error: expect.objectContaining({ kind: 'too-long' }) },
    ]);
  });

  it.each(shells)('is told apart by what it is instead (%s)', async (engine, path) => {
    const shell = scriptShell({ path: path() });
    const kindOf = async (file: string): Promise<string> => {
      const error: unknown = await readDatabase({ shell, file }, READ).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      return error instanceof Error && 'kind' in error ? String(error.kind) : String(error);
    };
    const at = (name: string) => join(folder.path, `${engine}-${name}`);
    writeFileSync(at('text'), 'no database at all\n'.repeat(300));
    writeFileSync(at('short'), 'x');
    writeFileSync(at('empty'), '');
    mkdirSync(at('folder'));
    const other = new DatabaseSync(at('other'));
    other.exec('CREATE TABLE songs (title)');
    other.close();
    const half = new DatabaseSync(at('half'));
    half.exec('CREATE TABLE Operation (ID INTEGER PRIMARY KEY, Description, Timestamp)');
    half.close();
    copyFileSync(databaseWithRuns(`${engine}-whole`), at('cut'));
    truncateSync(at('cut'), 5000);
    expect(await kindOf(at('text'))).toBe('not-a-database');
    expect(await kindOf(at('short'))).toBe('not-a-database');
    expect(await kindOf(at('empty'))).toBe('empty');
    expect(await kindOf(at('folder'))).toBe('folder');
    expect(await kindOf(at('missing'))).toBe('missing');
    expect(await kindOf('/dev/null')).toBe('no-file');
    expect(await kindOf(at('other'))).toBe('not-duplicati');
    expect(await kindOf(at('half'))).toBe('not-duplicati');
    expect(await kindOf(at('cut'))).toBe('damaged');
  });
});

describeUnless(isRoot ? null : 'only root can be somebody else', 'a database of somebody else', () => {
  it('is denied, with what to do about it', async () => {
    const file = databaseWithRuns('private.sqlite');
    chmodSync(file, 0o600);
    const reading = readDatabase({ shell: scriptShell({ asNobody: true }), file }, READ);
    await expect(reading).rejects.toMatchObject({ kind: 'denied', hint: expect.stringContaining('become') });
  });

  it('in a folder that is closed is not taken for a missing one', async () => {
    mkdirSync(join(folder.path, 'closed'), { mode: 0o700 });
    const reading = readDatabase(
      { shell: scriptShell({ asNobody: true }), file: join(folder.path, 'closed', 'any.sqlite') },
      READ,
    );
    await expect(reading).rejects.toMatchObject({ kind: 'denied' });
  });

  it('in WAL mode, in a folder that can not be written, is read without its log, and that is said', async () => {
    const inside = join(folder.path, 'unwritable');
    mkdirSync(inside, { mode: 0o755 });
    const file = withWal('to-be-moved.sqlite');
    for (const end of ['', '-wal']) {
      copyFileSync(`${file}${end}`, join(inside, `database.sqlite${end}`));
      chmodSync(join(inside, `database.sqlite${end}`), 0o644);
    }
    for (const engine of ['sqlite3', 'python3'] as const) {
      const shell = scriptShell({ asNobody: true, path: pathWith(join(folder.path, `path-${engine}`), [engine]) });
      const { state } = await readDatabase({ shell, file: join(inside, 'database.sqlite') }, READ);
      expect(state.readAs).toBe('checkpoint');
      expect(state.operations?.at(-1)?.id).toBe(200);
    }
  });
});

describe('an answer that is cut off', () => {
  it('is no answer', async () => {
    const file = databaseWithRuns('cut-answer.sqlite');
    const shell = scriptShell();
    const cut = {
      ...shell,
      run: async (...asked: Parameters<typeof shell.run>) => {
        const answer = await shell.run(...asked);
        return { ...answer, output: answer.output.subarray(0, answer.output.length - 20) };
      },
    };
    await expect(queryDatabase({ shell: cut, file }, ['SELECT 1 AS one'])).rejects.toMatchObject({
      name: 'DatabaseError',
    });
  });
});
