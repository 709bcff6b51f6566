import { spawnSync } from 'node:child_process';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TempFolder, tempFolder } from '../support/temp-folder.ts';

const STAND_IN = new URL('../../src/demo/duplicati-cli.ts', import.meta.url).pathname;

describe('the stand-in for duplicati-cli', () => {
  let folder: TempFolder;
  let file: string;
  beforeEach(() => {
    folder = tempFolder('stand-in');
    file = join(folder.path, 'job.sqlite');
  });
  afterEach(() => folder.remove());

  function run(environment: Readonly<Record<string, string>> = {}, options: readonly string[] = ['--passphrase=p']) {
    const args = ['backup', 'file:///x', '/srv/data', `--dbpath=${file}`, ...options];
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', STAND_IN, ...args], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, DUPTOP_STAND_IN_SECONDS: '0', DUPTOP_STAND_IN_VOLUMES: '2', ...environment },
    });
    return { status, stdout, stderr };
  }

  function rows(sql: string) {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      return database
        .prepare(sql)
        .all()
        .map((row) => ({ ...row }));
    } finally {
      database.close();
    }
  }

  it('prints what the real one prints, and writes a database that only its owner can read', () => {
    const { status, stdout } = run();
    expect(status).toBe(0);
    const lines = stdout
      .split('\n')
      .map((line) => line.replace(/[\d.]+ (?:bytes|KB|MB|GB)/g, 'SIZE').replace(/\d+/g, 'N'));
    expect(lines).toEqual([
      'Backup started at N/N/N N:N:N',
      'Checking remote backup ...',
      '  Listing remote folder ...',
      'Scanning local files ...',
      '  N files need to be examined (SIZE)',
      ...Array.from({ length: 5 }, () => '  Uploading file (SIZE) ...'),
      'Checking remote backup ...',
      '  Listing remote folder ...',
      'Verifying remote backup ...',
      'Remote backup verification completed',
      ...Array.from({ length: 3 }, () => '  Downloading file (SIZE) ...'),
      '  Duration of backup: N:N:N',
      '  Remote files: N',
      '  Remote size: SIZE',
      '  Files added: N',
      '  Files deleted: N',
      '  Files changed: N',
      '  Data uploaded: SIZE',
      '  Data downloaded: SIZE',
      'Backup completed successfully!',
      '',
    ]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(rows('SELECT State, count(*) AS n FROM Remotevolume GROUP BY 1')).toEqual([{ State: 'Verified', n: 5 }]);
  });

  it.each([0, 1, 2, 3, 50, 100])('ends with %i and leaves the rows that come with it', (code) => {
    expect(run({ DUPTOP_STAND_IN_CODE: String(code) }).status).toBe(code);
    const [counts] = rows('SELECT (SELECT count(*) FROM Operation) AS o, (SELECT count(*) FROM LogData) AS l');
    expect(counts).toEqual({ o: 1, l: code === 100 ? 0 : 1 });
  });

  it('ends at once with any other code, and is told how to go by a file beside the database', () => {
    writeFileSync(`${file}.stand-in.json`, '{"code": 127}');
    expect(run().status).toBe(127);
    expect(existsSync(file)).toBe(false);
  });

  it('takes secrets from a parameters file, and refuses to run without a passphrase', () => {
    const parameters = join(folder.path, 'parameters');
    writeFileSync(parameters, '--target="dropbox:///x?authid=y"\n--passphrase="p"\n');
    expect(run({}, [`--parameters-file=${parameters}`]).status).toBe(0);
    expect(run({}, []).status).toBe(100);
    expect(spawnSync(process.execPath, ['--no-warnings', STAND_IN, 'backup']).status).toBe(200);
  });

  it('fails where a reader keeps it waiting for longer than it has patience', () => {
    run({ DUPTOP_STAND_IN_VOLUMES: '1' });
    const reader = new DatabaseSync(file, { readOnly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT * FROM Operation').all();
    const { status, stdout } = run({ DUPTOP_STAND_IN_BUSYMS: '200' });
    reader.close();
    expect([status, stdout]).toEqual([100, expect.stringContaining('database is locked')]);
  });
});
