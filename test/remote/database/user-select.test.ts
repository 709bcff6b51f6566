import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askDatabase } from '../../../src/remote/database/ask-database.ts';
import { MOST_ROWS, userSelect } from '../../../src/remote/database/user-select.ts';
import { describeWith } from '../../support/describe-with.ts';
import { type TempFolder, tempFolder } from '../../support/temp-folder.ts';
import { NOON, openJobDatabase } from './support/job-database.ts';
import { type Engine, pathWith, scriptShell } from './support/script-shell.ts';

const HASH = 'planted-hash-of-the-passphrase';

describe('userSelect', () => {
  it.each([
    'SELECT 1',
    ' select 1 ; ',
    'WITH a AS (SELECT 1) SELECT * FROM a -- the end',
    'VALUES (1), (2);',
    'SELECT \';\' AS a, "b;", [c;], `d;` FROM Operation -- ; DROP',
    '/* why; */ SELECT 1',
    "SELECT 'it''s ) ;'",
  ])('takes %j', (sql) => {
    expect(userSelect(sql)).toMatchObject({ ok: true });
  });

  it.each([
    '',
    ' -- nothing',
    '.shell id',
    'DELETE FROM Operation',
    'PRAGMA table_info(Operation)',
    "ATTACH '/etc/passwd' AS x",
    'SELECT 1; SELECT 2',
    'SELECT 1;\n.shell id',
    'SELECT 1) UNION SELECT (2',
    'SELECT * FROM Configuration',
    'SELECT * FROM "CONFIGURATION"',
    'SELECT * FROM [configuration]',
    'SELECT * FROM main.`Configuration`',
    'SELECT data FROM sqlite_dbpage',
    'EXPLAIN SELECT 1',
    '/* SELECT */ VACUUM',
  ])('refuses %j', (sql) => {
    expect(userSelect(sql)).toMatchObject({ ok: false });
  });

  it('never lets what is given out of the SELECT that it stands in', () => {
    const pieces = fc.constantFrom(
      "'",
      '"',
      '(',
      ')',
      ';',
      '--',
      '/*',
      '*/',
      '\n',
      '[',
      ']',
      '`',
      'SELECT 1',
      ' ',
      'x',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const taken = userSelect(`SELECT ${parts.join('')}`);
        if (!taken.ok) return;
        expect(taken.select).toMatch(/^SELECT \* FROM \(\n/);
        expect(taken.select.endsWith(`\n) LIMIT ${MOST_ROWS + 1}`)).toBe(true);
      }),
    );
  });
});

describeWith(['sqlite3', 'python3'], "somebody's own SELECT", () => {
  let folder: TempFolder;
  let file: string;
  beforeAll(() => {
    folder = tempFolder('own-select');
    file = join(folder.path, 'job.sqlite');
    const database = openJobDatabase(file);
    database.exec(`INSERT INTO Configuration VALUES ('passphrase', '${HASH}');
      INSERT INTO Operation VALUES (1, 'Backup', ${NOON})`);
    database.close();
  });
  afterAll(() => folder.remove());

  const engines = ['python3', 'node'] as const;
  const ask = (engine: Engine, sql: string, on = file) => {
    const taken = userSelect(sql);
    if (!taken.ok) throw new Error(taken.problem);
    const path = pathWith(join(folder.path, `${engine}-${Math.random()}`), [engine]);
    return askDatabase({ shell: scriptShell({ path }), file: on }, taken.select, undefined);
  };

  it.each(engines)('gives its rows (%s)', async (engine) => {
    const { rows, more } = await ask(engine, 'SELECT ID, Description AS what, 1 AS a, 2 AS a FROM Operation -- x');
    expect(rows).toEqual([{ ID: 1, what: 'Backup', a: 1, 'a:1': 2 }]);
    expect(more).toBe(false);
    expect((await ask(engine, 'SELECT * FROM Fileset')).rows).toEqual([]);
  });

  it.each(engines)('is stopped after some rows, and after some seconds (%s)', async (engine) => {
    const counting = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)';
    const { rows, more } = await ask(engine, `${counting} SELECT x FROM c`);
    expect([rows.length, more]).toEqual([MOST_ROWS, true]);
    await expect(ask(engine, `${counting} SELECT max(x) FROM c`)).rejects.toMatchObject({ kind: 'too-long' });
  });

  it.each(engines)('changes nothing and reaches nothing but tables (%s)', async (engine) => {
    const trace = join(folder.path, `trace-${engine}`);
    for (const sql of [
      `SELECT writefile('${trace}', 'x')`,
      "SELECT readfile('/etc/hostname')",
      "SELECT load_extension('/tmp/x')",
      "SELECT * FROM pragma_database_list WHERE edit('x')",
      "SELECT * FROM fsdir('/')",
    ]) {
      await expect(ask(engine, sql), sql).rejects.toMatchObject({ name: 'DatabaseError' });
    }
    expect(existsSync(trace)).toBe(false);
  });

  it.each(engines)('gets no hash of the passphrase by a view (%s)', async (engine) => {
    const hostile = join(folder.path, `hostile-${engine}.sqlite`);
    const database = openJobDatabase(hostile);
    database.exec(`INSERT INTO Configuration VALUES ('passphrase', '${HASH}');
      CREATE VIEW Harmless AS SELECT * FROM Configuration`);
    database.close();
    const asked = ask(engine, 'SELECT * FROM Harmless', hostile);
    await expect(asked).rejects.toMatchObject({ kind: 'refused' });
    await expect(asked).rejects.not.toThrow(HASH);
  });

  it('is not asked of the sqlite3 command line, which reads any file', async () => {
    await expect(ask('sqlite3', "SELECT * FROM fsdir('/etc')")).rejects.toMatchObject({
      kind: 'no-engine',
      hint: expect.stringContaining('python3'),
    });
  });

  it.each(engines)('is guarded by the engine itself, whatever its text says (%s)', async (engine) => {
    const path = pathWith(join(folder.path, `guard-${engine}`), [engine]);
    const asked = askDatabase({ shell: scriptShell({ path }), file }, 'SELECT Value FROM Configuration', undefined);
    await expect(asked).rejects.toMatchObject({ kind: 'refused' });
  });
});
