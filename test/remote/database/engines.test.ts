import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { queryDatabase } from '../../../src/remote/database/query.ts';
import { readDatabase } from '../../../src/remote/database/read-state.ts';
import { describeWith } from '../../support/describe-with.ts';
import { type TempFolder, tempFolder } from '../../support/temp-folder.ts';
import { addRemote, addRun, NOON, openJobDatabase } from './support/job-database.ts';
import { type Engine, pathWith, scriptShell } from './support/script-shell.ts';

const ENGINES: readonly Engine[] = ['sqlite3', 'python3', 'node'];
const SCHEMAS = [10, 12, 13, 17, 19, 23];

describeWith(['sqlite3', 'python3'], 'the engines that may read a database', () => {
  let folder: TempFolder;
  const shells = new Map<Engine, ReturnType<typeof scriptShell>>();
  beforeAll(() => {
    folder = tempFolder('engines');
    for (const engine of ENGINES) shells.set(engine, scriptShell({ path: pathWith(folder.path, [engine]) }));
  });
  afterAll(() => folder.remove());

  function shellOf(engine: Engine) {
    const shell = shells.get(engine);
    if (!shell) throw new Error(engine);
    return shell;
  }

  it('give the same rows, whatever is in them', async () => {
    const file = join(folder.path, 'hostile.sqlite');
    const database = openJobDatabase(file);
    database.exec(`INSERT INTO Operation VALUES
      (1, 'line' || char(10) || char(27) || '[31m' || '"quoted" \\ ' || char(8238), 5),
      (2, CAST(x'41ff42c328f09f98' AS TEXT), 6),
      (3, '[{"@":1}]' || char(10) || 'error:Zm9v' || char(10) || 'done=yes', 7),
      (9007199254740993, '💾 ü', -1), (5, 'after' || char(0) || 'nul', 9)`);
    database.close();
    const selects = [
      'SELECT ID, substr(Description,1,50) AS Description, Timestamp FROM Operation ORDER BY ID',
      'SELECT ID FROM Operation WHERE 0',
      'SELECT NULL AS n, 1.5 AS f, 1e999 AS inf, 1e300 AS large',
      'SELECT * FROM Nowhere',
      'SELECT Missing FROM Operation',
      "SELECT 'still here' AS t",
    ];
    const answers = await Promise.all(
      ENGINES.map(async (engine) => {
        const { outcomes, file: read } = await queryDatabase({ shell: shellOf(engine), file }, selects);
        expect(read.engine).toMatch(new RegExp(`^${engine} 3\\.`));
        return outcomes?.map(({ rows, error }) => ({ rows, error: error && [error.kind, error.message] }));
      }),
    );
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(answers[0]?.[0]?.rows).toEqual([
      { ID: 1, Description: 'line\n\x1b[31m"quoted" \\ \u202e', Timestamp: 5 },
      { ID: 2, Description: 'A\ufffdB\ufffd(\ufffd', Timestamp: 6 },
      { ID: 3, Description: '[{"@":1}]\nerror:Zm9v\ndone=yes', Timestamp: 7 },
      { ID: 5, Description: 'after', Timestamp: 9 },
      { ID: '9007199254740993', Description: '💾 ü', Timestamp: -1 },
    ]);
    expect(answers[0]?.map(({ error }) => error?.[0] ?? null)).toEqual([
      null,
      null,
      null,
      'no-such-table',
      'other',
      null,
    ]);
    expect(answers[0]?.[4]?.error?.[1]).toBe(`${file}: no such column: Missing`);
    expect(answers[0]?.[2]?.rows).toEqual([{ n: null, f: 1.5, inf: null, large: 1e300 }]);
  });

  it.each(SCHEMAS)('read a database of schema %i alike', async (schema) => {
    const file = join(folder.path, `schema-${schema}.sqlite`);
    const database = openJobDatabase(file, { schema });
    addRun(database, { id: 1, at: NOON });
    addRun(database, { id: 2, at: NOON + 3600, result: null });
    addRemote(database, 2, NOON + 3601, 'duplicati-b1.dblock.zip.aes', '{"Size":5885,"Hash":"x"}');
    database.exec(`INSERT INTO RemoteVolume (OperationID, Name, Type, Size, State, VerificationCount, DeleteGraceTime)
      VALUES (1, 'a', 'Files', 10, 'Verified', 0, 0), (2, 'b', 'Blocks', 5885, 'Uploading', 0, 0);
      INSERT INTO Fileset (OperationID, VolumeID, IsFullBackup, Timestamp) VALUES (1, 1, 1, ${NOON}), (2, 99, 0, ${NOON + 3600})`);
    database.close();
    const states = await Promise.all(
      ENGINES.map(async (engine) => {
        const { state } = await readDatabase({ shell: shellOf(engine), file }, { count: 5, now: 0 });
        return { ...state, engine: null, now: null };
      }),
    );
    expect(states[1]).toEqual(states[0]);
    expect(states[2]).toEqual(states[0]);
    expect(states[0]).toMatchObject({
      schema,
      schemaIsNew: schema > 19,
      unread: [],
      versions: { count: 1, incomplete: 1, oldestAt: NOON * 1000 },
      leftovers: [{ operationId: 2, state: 'Uploading', count: 1, bytes: 5885 }],
      remote: [{ operationId: 2, what: 'put', size: 5885 }],
    });
    expect(states[0]?.operations?.map(({ id, startedAt }) => [id, startedAt])).toEqual([
      [1, NOON * 1000],
      [2, (NOON + 3600) * 1000],
    ]);
  });

  it('are tried one after the other, and what to install is said where there is none', async () => {
    const file = join(folder.path, 'any.sqlite');
    openJobDatabase(file).close();
    const both = scriptShell({ path: pathWith(folder.path, ['python3', 'node']) });
    const { file: read } = await queryDatabase({ shell: both, file }, ['SELECT 1 AS one']);
    expect(read.engine).toMatch(/^python3 /);
    const none = scriptShell({ path: pathWith(folder.path, []) });
    await expect(queryDatabase({ shell: none, file }, ['SELECT 1 AS one'])).rejects.toMatchObject({
      kind: 'no-engine',
      hint: expect.stringContaining('apt-get install sqlite3'),
    });
    const own = await queryDatabase({ shell: none, file, node: process.execPath }, ['SELECT 1 AS one']);
    expect(own.file.engine).toMatch(/^node /);
  });

  it('find the file whatever its name', async () => {
    for (const name of ["new\nline ' $(touch x) %41?mode=rw#&.sqlite", '-rf.sqlite', 'ünï.sqlite']) {
      const file = join(folder.path, name);
      openJobDatabase(file).close();
      for (const engine of ENGINES) {
        const { outcomes } = await queryDatabase({ shell: shellOf(engine), file }, [
          'SELECT max(Version) AS v FROM Version',
        ]);
        expect(outcomes).toEqual([{ rows: [{ v: 10 }], error: null }]);
      }
    }
  });

  it('ask nothing of a file that is as it was', async () => {
    const file = join(folder.path, 'same.sqlite');
    const database = openJobDatabase(file);
    const shell = shellOf('sqlite3');
    const first = await queryDatabase({ shell, file }, ['SELECT 1 AS one']);
    const stamp = first.file.stamp ?? '';
    expect((await queryDatabase({ shell, file }, ['SELECT 1 AS one'], { stamp })).outcomes).toBeNull();
    addRun(database, { id: 1, at: NOON });
    database.close();
    const again = await queryDatabase({ shell, file }, ['SELECT count(*) AS n FROM Operation'], { stamp });
    expect(again.outcomes).toEqual([{ rows: [{ n: 1 }], error: null }]);
  });

  it('see a process that has the database on its command line', async () => {
    const file = join(folder.path, 'used\nby one.sqlite');
    openJobDatabase(file).close();
    const asked = () => queryDatabase({ shell: shellOf('sqlite3'), file }, ['SELECT 1 AS one'], { findProcess: true });
    expect((await asked()).file.inUse).toBe(false);
    const { spawn } = await import('node:child_process');
    const child = spawn('sleep', ['60'], { argv0: `--dbpath=${file}` });
    try {
      expect((await asked()).file.inUse).toBe(true);
    } finally {
      child.kill();
    }
  });
});
