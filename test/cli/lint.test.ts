import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TempFolder, tempFolder } from '../support/temp-folder.ts';
import { runInProcess } from './support/run-in-process.ts';

const STEM = 'duplicati_db__srv_last';
const GOOD = `${STEM}_run_start 1795549083\n${STEM}_run_seconds 12\n${STEM}_exitcode 0\n`;
const AFTER = { clock: { now: () => Date.UTC(2026, 10, 26), after: () => () => {} } };

describe('duptop lint', () => {
  let folder: TempFolder;
  beforeEach(() => {
    folder = tempFolder('lint');
  });
  afterEach(() => folder.remove());
  const put = (name: string, content: string | Uint8Array): string => {
    const path = join(folder.path, name);
    writeFileSync(path, content);
    chmodSync(path, 0o644);
    return path;
  };

  it('ends with 0 where there is nothing to mend', async () => {
    const path = put('duplicati_db__srv.prom', GOOD);
    expect(await runInProcess(['lint', path], AFTER)).toEqual({
      exitCode: 0,
      stdout: '1 file, 3 series served: nothing to mend\n',
      stderr: '',
    });
  });

  it('ends with 4 where there is something, and tells it a line a finding', async () => {
    put('a.prom', GOOD);
    put('b.prom', `x 1\n${STEM}_exitcode 100\n`);
    put('c.prom', 'duplicati_web-01__srv_last_exitcode 0\n');
    const { exitCode, stdout } = await runInProcess(['--ascii', 'lint', `${folder.path}/`], AFTER);
    expect(exitCode).toBe(4);
    expect(stdout.replaceAll(folder.path, 'DIR').split('\n')).toEqual([
      'DIR/b.prom:2: lost duplicati_db__srv_last_exitcode (the same series is in a.prom:3, which comes first) - remove one of them, or tell them apart by a label that is not empty',
      'DIR/b.prom:2: warning (duplicati_db__srv_last_run_start and duplicati_db__srv_last_run_seconds are not in this file) - have the wrapper write all three series of a job in one file',
      'DIR/c.prom:1: dropped ("-" in the metric name "duplicati_web-01__srv_last_exitcode") - name it duplicati_web_01__srv_last_exitcode: only letters, digits, _ and : may be in a name',
      '3 files, 4 series served: 1 dropped, 1 series lost, 1 warning',
      '',
    ]);
  });

  it('keeps to ASCII on a terminal whose locale has no more, and not in a pipe', async () => {
    const path = put('duplicati_web.prom', 'duplicati_web-01__srv_last_exitcode 0\n');
    const given = { ...AFTER, environment: { LC_ALL: 'C' } };
    let shown = '';
    const stdout = {
      isTerminal: true,
      columns: 80,
      isClosed: false,
      write: async (text: string) => {
        shown += text;
      },
    };
    await runInProcess(['lint', path], { ...given, stdout });
    expect(shown).toContain(' - name it');
    expect((await runInProcess(['lint', path], given)).stdout).toContain(' — name it');
  });

  it('looks in a folder only at what may be meant for node_exporter', async () => {
    put('README', 'text');
    put('a.prom', 'x 1\n');
    put('a.prom.4711', 'x 1\n');
    mkdirSync(join(folder.path, 'inner'));
    symlinkSync('nowhere', join(folder.path, 'b.prom'));
    const { stdout } = await runInProcess(['lint', '--json', folder.path]);
    const { files } = JSON.parse(stdout);
    expect(files.map(({ name, verdict }: { name: string; verdict: string }) => [name, verdict])).toEqual([
      ['a.prom', 'accepted'],
      ['a.prom.4711', 'ignored'],
      ['b.prom', 'dropped'],
    ]);
  });

  it('says of a file that was named that its name is none', async () => {
    const { exitCode, stdout } = await runInProcess(['lint', put('README', 'text')]);
    expect([exitCode, stdout.includes('its name does not end in .prom')]).toEqual([4, true]);
  });

  it('judges files of different folders apart', async () => {
    mkdirSync(join(folder.path, 'inner'));
    const paths = [put('a.prom', 'x 1\n'), put('inner/b.prom', 'x 1\n')];
    expect((await runInProcess(['lint', ...paths])).exitCode).toBe(0);
  });

  it('prints everything as JSON, with values that no terminal acts on', async () => {
    const path = put('a.prom', 'x{a="\x1b[31m"} 1\nx{a="\x1b[31m"} 2\n');
    const { exitCode, stdout } = await runInProcess(['lint', '--json', path]);
    expect([exitCode, stdout.includes('\x1b')]).toEqual([4, false]);
    expect(JSON.parse(stdout).files[0]).toMatchObject({
      path,
      verdict: 'accepted',
      served: ['x{a="\x1b[31m"}'],
      uncertain: [],
      findings: [
        { kind: 'lost', code: 'duplicate', line: 2, series: 'x{a="\x1b[31m"}', hiddenBy: { file: 'a.prom', line: 1 } },
      ],
    });
  });

  it('shows the first findings of a file that has very many', async () => {
    const { stdout } = await runInProcess(['lint', put('a.prom', 'x 1\n'.repeat(1001))]);
    const lines = stdout.split('\n');
    expect(lines).toHaveLength(23);
    expect(lines[20]).toContain('and 980 more');
  });

  it('says of a folder that there is no .prom file in it', async () => {
    put('README', 'text');
    expect(await runInProcess(['lint', folder.path])).toEqual({
      exitCode: 0,
      stdout: 'no file: nothing was judged\n',
      stderr: `duptop: ${folder.path}: there is no .prom file in it\n`,
    });
    mkdirSync(join(folder.path, 'inner'));
    put('inner/a.prom', 'x 1\n');
    const { stdout, stderr } = await runInProcess(['lint', join(folder.path, 'inner'), folder.path]);
    expect([stdout, stderr]).toEqual([
      '1 file, 1 series served: nothing to mend\n',
      `duptop: ${folder.path}: there is no .prom file in it\n`,
    ]);
  });

  it('ends with 2 for a file that is not there', async () => {
    const { exitCode, stderr } = await runInProcess(['lint', join(folder.path, 'none.prom')]);
    expect([exitCode, stderr.includes('there is no such file or folder')]).toEqual([2, true]);
  });
});
