import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readJobLog } from '../../../src/remote/database/job-log.ts';
import { type TempFolder, tempFolder } from '../../support/temp-folder.ts';
import { scriptShell } from './support/script-shell.ts';

describe('readJobLog', () => {
  let folder: TempFolder;
  beforeAll(() => {
    folder = tempFolder('job-log');
  });
  afterAll(() => folder.remove());

  it('gives the last lines, then what comes, whole lines only, and begins anew in a new log', async () => {
    const log = join(folder.path, 'KEY.log');
    const place = { folders: [join(folder.path, 'nowhere'), folder.path], key: 'KEY' };
    const shell = scriptShell();
    expect(await readJobLog(shell, place, null, { lines: 10 })).toBeNull();
    writeFileSync(log, 'one\ntwo\nthree\nhal');
    const first = await readJobLog(shell, place, null, { lines: 2 });
    expect(first?.log).toMatchObject({ file: log, lines: ['two', 'three'], denied: false, reason: null });
    appendFileSync(log, 'f\nlast\n');
    const second = await readJobLog(shell, place, first?.position ?? null, { lines: 100 });
    expect(second?.log.lines).toEqual(['half', 'last']);
    expect((await readJobLog(shell, place, second?.position ?? null, { lines: 100 }))?.log.lines).toEqual([]);
    renameSync(log, `${log}.1`);
    writeFileSync(log, 'new\n');
    const third = await readJobLog(shell, place, second?.position ?? null, { lines: 100 });
    expect(third?.log.lines).toEqual(['new']);
    writeFileSync(log, 'x\n');
    expect((await readJobLog(shell, place, third?.position ?? null, { lines: 100 }))?.log.lines).toEqual(['x']);
  });

  it('tells why the last run was not good', async () => {
    writeFileSync(join(folder.path, 'R.log'), '=== ended with 100\n');
    writeFileSync(join(folder.path, 'R.reason'), '100 1790823600\nstopped by TERM\nFatal error => no space\n');
    const read = await readJobLog(scriptShell(), { folders: [folder.path], key: 'R' }, null, { lines: 10 });
    expect(read?.log.reason).toEqual({
      exitCode: 100,
      endedAt: 1_790_823_600_000,
      lines: ['stopped by TERM', 'Fatal error => no space'],
    });
  });

  it('shows neither secrets nor what a terminal would act on, and reads bytes that are no text', async () => {
    const line = Buffer.concat([
      Buffer.from('\x1b[31m --passphrase=hunter2 ?authid=tok3n&x '),
      Buffer.from([0xff, 0x0a]),
    ]);
    writeFileSync(join(folder.path, 'S.log'), Buffer.concat([line, line]));
    const read = await readJobLog(scriptShell(), { folders: [folder.path], key: 'S' }, null, { lines: 10 });
    const shown = '\\x1b[31m --passphrase=*** ?authid=***&x \ufffd';
    expect(read?.log.lines).toEqual([shown, shown]);
    expect(read?.position?.offset).toBe(2 * line.length);
  });

  it('reads the end of a log that is large', async () => {
    writeFileSync(join(folder.path, 'L.log'), `${'line of a large log\n'.repeat(50_000)}end\n`);
    const read = await readJobLog(scriptShell(), { folders: [folder.path], key: 'L' }, null, { lines: 2 });
    expect(read?.log.lines).toEqual(['line of a large log', 'end']);
  });
});
