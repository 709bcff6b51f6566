import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Shell } from '../../src/cli/shell.ts';
import { dbPathOf } from '../../src/domain/db-path.ts';
import { lackOfSshHosts, type SshHost } from '../lab/ssh-host.ts';
import { hostSettings, type SshLab, startSshLab } from '../lab/ssh-lab.ts';
import { addRemote, addRun, damageTable, NOON, openJobDatabase } from '../remote/database/support/job-database.ts';
import { describeUnless, describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { type TempFolder, tempFolder } from '../support/temp-folder.ts';
import { runInProcess } from './support/run-in-process.ts';

const LONG = '/srv/a path/of/more/than/forty-seven/bytes/wraps/in/base32';
const NO_SOURCE = ['-p', 'http://127.0.0.1:1', '--timeout', '2s'];
let folder: TempFolder;
beforeAll(() => {
  folder = tempFolder('tail');
});
afterAll(() => folder.remove());

function databaseFile(name: string): string {
  const file = join(folder.path, name);
  const database = openJobDatabase(file);
  addRun(database, { id: 1, at: NOON });
  addRun(database, {
    id: 2,
    at: NOON + 60,
    result: { ParsedResult: 'Error', Errors: ['no space left'], ErrorsActualLength: 1 },
  });
  addRemote(database, 2, NOON + 61, 'duplicati-b1.dblock.zip.aes', '{"Size":5242880}');
  database.exec("INSERT INTO Configuration VALUES ('passphrase', 'planted-hash')");
  database.close();
  return file;
}

describeWith(['sqlite3', 'python3'], 'duptop tail FILE', () => {
  const lab = startSshLab();
  afterAll(() => lab.stop());
  const here: Partial<Shell> = { openHosts: async (settings) => lab.openHosts(settings) };

  it('prints what there is, and ends', async () => {
    const file = databaseFile('one.sqlite');
    const { exitCode, stdout, stderr } = await runInProcess(['tail', file, '--no-follow'], here);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`database      ${file}`);
    expect(stdout).toContain('2026-11-24 12:01:00Z  Backup    finished with errors after 40s');
    expect(stdout).toContain('error: no space left');
    expect(stdout).toContain('duplicati-b1.dblock.zip.aes  5.00 MB');
    expect(stdout).not.toContain('planted');
    const { stdout: last } = await runInProcess(['tail', file, '--no-follow', '-n', '1'], here);
    expect(last).not.toContain('2026-11-24 12:00:00Z');
  });

  it('says at both ends that a database is damaged, and claims nothing of what it could not read', async () => {
    const file = databaseFile('damaged.sqlite');
    for (const table of ['Operation', 'Fileset']) damageTable(file, table);
    const { exitCode, stdout } = await runInProcess(['tail', file, '--no-follow'], here);
    expect(exitCode).toBe(0);
    expect(stdout.split('\n').slice(0, 3).join('\n')).toMatch(/state +damaged$/);
    expect(stdout).toMatch(/kept +not known/);
    expect(stdout.match(/is damaged/g)).toHaveLength(1);
    const interrupted = new AbortController();
    const output = { text: '', isTerminal: false, columns: null, isClosed: false };
    const write = async (part: string) => {
      output.text += part;
    };
    const running = runInProcess(['tail', file], {
      ...here,
      stdout: { ...output, write },
      signal: interrupted.signal,
    });
    await eventually(() => output.text.endsWith('waiting for what comes …\n'), { what: 'the last line' });
    expect(output.text).toMatch(
      /the database is damaged: whether a run goes on is not known; waiting for what comes …\n$/,
    );
    interrupted.abort();
    await running;
  });

  it('prints JSON, one event a line, until it is interrupted, and ends with 0 then', async () => {
    const file = databaseFile('two.sqlite');
    const interrupted = new AbortController();
    let text = '';
    const lines = () =>
      text
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line));
    const stdout = {
      isTerminal: false,
      columns: null,
      isClosed: false,
      write: async (part: string) => {
        text += part;
      },
    };
    const running = runInProcess(['tail', file, '--json'], { ...here, stdout, signal: interrupted.signal });
    await eventually(() => lines().length === 1, { what: 'the state' });
    expect(lines()[0]).toMatchObject({
      type: 'state',
      file,
      schema: 10,
      operations: [
        { id: 1, state: 'ended', outcome: 'success', result: { durationSeconds: 40.3 } },
        { id: 2, state: 'ended', outcome: 'errors', result: { errors: { count: 1, first: ['no space left'] } } },
      ],
      remote: [{ what: 'put', size: 5_242_880 }],
      host: null,
      path: null,
    });
    const { DatabaseSync } = await import('node:sqlite');
    const database = new DatabaseSync(file);
    addRun(database, { id: 3, at: NOON + 120 });
    database.close();
    await eventually(() => lines().length === 3, { what: 'the new run' });
    expect(lines().slice(1)).toMatchObject([
      { type: 'begun', operation: { id: 3 } },
      { type: 'ended', operation: { id: 3, outcome: 'success' } },
    ]);
    interrupted.abort();
    expect((await running).exitCode).toBe(0);
  });

  it('asks a SELECT, and never for the hash of the passphrase', async () => {
    const file = databaseFile('three.sqlite');
    const sql = (query: string, ...more: readonly string[]) =>
      runInProcess(['tail', file, '--sql', query, ...more], here);
    expect((await sql('SELECT ID, Description FROM Operation')).stdout).toBe(
      'ID  Description\n 1  Backup\n 2  Backup\n',
    );
    expect((await sql('SELECT ID FROM Operation', '--json')).stdout).toBe('{"ID":1}\n{"ID":2}\n');
    for (const query of [
      'SELECT * FROM Configuration',
      'DELETE FROM Operation',
      'SELECT nothing',
      'SELECT * FROM Nowhere',
    ]) {
      const { exitCode, stdout, stderr } = await sql(query);
      expect([query, exitCode, stdout]).toEqual([query, 2, '']);
      expect(stderr).not.toContain('planted');
    }
  });

  it('takes no memory for a SELECT that the host needs for its backups', async () => {
    const query = 'SELECT zeroblob(600000000)';
    const { exitCode, stdout, stderr } = await runInProcess(['tail', databaseFile('big.sqlite'), '--sql', query], here);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('it needs more memory than it may have');
  });

  it('says what is wrong with the call or the file, with the exit code for it', async () => {
    const text = join(folder.path, 'text.sqlite');
    writeFileSync(text, 'no database'.repeat(100));
    for (const [args, code, words] of [
      [[join(folder.path, 'nowhere.sqlite')], 3, 'there is no'],
      [[text], 3, 'is not an SQLite database'],
      [[databaseFile('four.sqlite'), '-n', '0'], 2, 'is not a whole number from 1'],
      [['no-such-job', ...NO_SOURCE], 3, 'no source answered'],
    ] as const) {
      const { exitCode, stdout, stderr } = await runInProcess(['tail', ...args], here);
      expect([exitCode, stdout]).toEqual([code, '']);
      expect(stderr).toContain(words);
    }
  });
});

describeUnless(lackOfSshHosts('sqlite3', 'python3', 'fish'), 'duptop tail HOST:PATH', () => {
  let lab: SshLab;
  let host: SshHost;
  let shell: Partial<Shell>;
  const cache = () => join(folder.path, 'cache');
  beforeAll(async () => {
    lab = startSshLab();
    host = await lab.startHost({ name: 'influx01', loginShell: 'fish' });
    shell = {
      openHosts: async (settings) => lab.openHosts(settings),
      environment: { XDG_CACHE_HOME: cache() },
    };
    host.write(dbPathOf(LONG), readFileSync(databaseFile('long.sqlite')), 0o600);
    host.write(dbPathOf('/srv/a_b'), readFileSync(databaseFile('short.sqlite')), 0o600);
    host.write('/var/backup duplicati_F5ZXE5RPMEXWEIA_ 20260101000000.sqlite', 'left by an upgrade');
  });
  afterAll(() => lab.stop());

  it('finds a database whose name holds a newline, over ssh and without any source', async () => {
    const { exitCode, stdout, stderr } = await runInProcess(
      ['tail', `influx01:${LONG}`, '--no-follow', ...NO_SOURCE],
      shell,
    );
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('is taken as it is')]);
    expect(stdout).toContain(`influx01:${LONG}`);
    expect(stdout).toContain('finished with errors');
  });

  it('remembers the paths that it saw there, for the user alone', async () => {
    await runInProcess(['tail', 'influx01:/srv/a_b', '--no-follow', ...NO_SOURCE], shell);
    const { jobs } = JSON.parse(readFileSync(join(cache(), 'duptop', 'hosts.json'), 'utf8'));
    expect(jobs).toContainEqual(expect.objectContaining({ host: 'influx01', path: '/srv/a_b' }));
  });

  it("shows the better wrapper's log where its settings say that it is", async () => {
    host.write(
      '/etc/duplicati-wrapper.conf',
      'passphrase=planted-passphrase\nlog_dir=/srv/logs\ndb_dir=/srv/databases\n',
      0o600,
    );
    const path = '/srv/c';
    const file = dbPathOf(path, 'better').replace('/var/', '/srv/databases/');
    host.write(file, readFileSync(databaseFile('better.sqlite')), 0o600);
    const key = /duplicati_(.*)\.sqlite$/.exec(file)?.[1] ?? '';
    host.write(`/srv/logs/${key}.log`, '=== run started\nFatal error => no space --passphrase=planted-passphrase\n');
    host.write(`/srv/logs/${key}.reason`, `100 ${NOON}\nFatal error => no space\n`);
    const { stdout } = await runInProcess(['tail', `influx01:${path}`, '--no-follow', ...NO_SOURCE], shell);
    expect(stdout).toContain('Fatal error => no space --passphrase=***');
    expect(stdout).toContain('ended with 100');
    expect(stdout).not.toContain('planted-passphrase');
    host.write('/etc/duplicati-wrapper.conf', '');
  });

  it('says what there is where there is no such database, and what to do where it may not be read', async () => {
    const none = await runInProcess(['tail', 'influx01:/srv/a/b', '--no-follow', ...NO_SOURCE], shell);
    expect(none.exitCode).toBe(3);
    expect(none.stderr).toContain('influx01 has no database of /srv/a/b in /var');
    expect(none.stderr).toContain('    /srv/a_b');
    expect(none.stderr).not.toContain('20260101000000');
    const ops: Partial<Shell> = {
      ...shell,
      openHosts: async () => lab.openHosts([hostSettings('*', { user: 'ops' })]),
    };
    const denied = await runInProcess(['tail', 'influx01:/srv/a_b', '--no-follow', ...NO_SOURCE], ops);
    expect([denied.exitCode, denied.stderr]).toEqual([3, expect.stringContaining('no permission to read')]);
    expect(denied.stderr).toContain('become');
  });

  it('does nothing with names that are commands but show them', async () => {
    const trace = join(folder.path, 'trace');
    for (const path of [`/$(touch ${trace})`, `/'; touch ${trace} #`, `/\n\`touch ${trace}\`\x1b[31m`]) {
      const { exitCode, stderr } = await runInProcess(['tail', `influx01:${path}`, '--no-follow', ...NO_SOURCE], shell);
      expect(exitCode).toBe(3);
      expect(stderr.replace(/\n/g, '')).not.toMatch(/\p{Cc}/u);
    }
    expect([existsSync(trace), existsSync(host.file(trace))]).toEqual([false, false]);
    const option = await runInProcess(['tail', '-oProxyCommand=x:/srv', '--no-follow', ...NO_SOURCE], shell);
    expect(option.exitCode).not.toBe(0);
  });
});

describe('duptop tail --help', () => {
  it('names every type of event that there is', async () => {
    const { stdout } = await runInProcess(['tail', '--help']);
    const text = stdout.replace(/\s+/g, ' ');
    expect(text).toContain('"type" is state, begun, ended, remote, progress, log, reason, trouble or recovered');
  });
});
