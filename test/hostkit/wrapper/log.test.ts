import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { labelledNumbers } from '../support/published.ts';
import { linesOf, type WrapperHost, wrapperHost } from '../support/wrapper-host.ts';

const PATH = '/srv/data';
let host: WrapperHost;
beforeEach(() => {
  host = wrapperHost();
  host.settings({ tries: '1' });
});
afterEach(() => host.remove());

describe("a job's log", () => {
  it('holds all that duplicati-cli says, between the start and the end of the run', async () => {
    host.plan('echo one; echo two >&2; printf three; exit 2');
    const { output } = await host.run([PATH]);
    expect(output).toBe('');
    expect(linesOf(host.files(PATH).log)).toEqual([
      expect.stringMatching(/^=== \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} run started, process \d+$/),
      'one',
      'two',
      'three',
      expect.stringMatching(/^=== .* ended with 2 after \d+ s$/),
    ]);
  });

  it('can be read while the backup goes on', async () => {
    host.plan('echo first; hang');
    const child = host.start([PATH]);
    await host.hanging();
    await expect.poll(() => linesOf(host.files(PATH).log)?.at(-1)).toBe('first');
    await child.stop();
  });

  it('keeps the end of much output, in two files of bounded size', async () => {
    host.settings({ log_bytes: '20000' });
    host.plan(`head -c 100000 /dev/zero | tr '\\0' x; echo; seq -f 'line %.0f' 5000; exit 1`);
    expect((await host.run([PATH])).code).toBe(1);
    const { log } = host.files(PATH);
    const older = `${log}.1`;
    for (const file of [log, older]) expect(statSync(file).size).toBeLessThanOrEqual(20_000);
    const lines = (readFileSync(older, 'utf8') + readFileSync(log, 'utf8')).trimEnd().split('\n');
    const numbers = lines.slice(0, -1).map((line) => Number(line.slice('line '.length)));
    expect(numbers).toEqual(Array.from(numbers, (_, at) => 5000 - numbers.length + 1 + at));
    expect(numbers.length).toBeGreaterThan(1500);
    expect(lines.at(-1)).toContain('ended with 1');
  });

  it('is bounded over many tries as well', async () => {
    host.settings({ log_bytes: '20000', tries: '4' });
    host.plan("seq -f 'some line %.0f' 1000; exit 100");
    await host.run([PATH]);
    const { log } = host.files(PATH);
    for (const file of [log, `${log}.1`]) expect(statSync(file).size).toBeLessThanOrEqual(20_000);
  });

  it('goes on in the same file from run to run', async () => {
    await host.run([PATH]);
    await host.run([PATH]);
    expect(linesOf(host.files(PATH).log)?.map((line) => line.replace(/^=== \S+ (\S+).*/, '$1'))).toEqual([
      'run',
      'ended',
      'run',
      'ended',
    ]);
  });

  it('that can not be written does not keep a backup from its output or its end', async () => {
    writeFileSync(join(host.folder, 'log'), 'no folder');
    host.plan('seq 20000; exit 1');
    const { code, output } = await host.run([PATH]);
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(labelledNumbers(host, PATH)).toMatchObject({ last_exit_code: 1 });
  });
});

describe('the reason', () => {
  it.each([
    [
      'a fatal error after many warnings',
      100,
      [...Array(20)].map((_, at) => `Failed to process path: /x${at}`).concat('Fatal error => no space'),
      'Fatal error => no space',
    ],
    [
      'an error with an identity',
      100,
      ['', 'ErrorID: PassphraseChangeNotSupported', 'You have attempted to change a passphrase'],
      'ErrorID: PassphraseChangeNotSupported',
    ],
    [
      'an exception',
      100,
      ['', 'System.AggregateException: One or more errors', '  at System.IO.FileStream'],
      'System.AggregateException: One or more errors',
    ],
    [
      'a failed check',
      3,
      ['Failed to process file duplicati-b8.dblock.zip.aes => Hash mismatch', 'Backup completed successfully!'],
      'Failed to process file duplicati-b8.dblock.zip.aes => Hash mismatch',
    ],
    [
      'a warning',
      2,
      [
        'Error reported while accessing file: /x',
        'Error reported while accessing file: /x',
        'Backup completed successfully!',
      ],
      'Error reported while accessing file: /x',
    ],
    ['anything else', 200, ['Command not supported: bakup', ''], 'Command not supported: bakup'],
  ])('of %s is kept where an inspector finds it', async (_, code, said, reason) => {
    writeFileSync(join(host.bin, 'said'), `${said.join('\n')}\n`);
    host.plan(`cat "$here/said"; exit ${code}`);
    const { output } = await host.run([PATH]);
    const lines = linesOf(host.files(PATH).reason) ?? [];
    expect(lines[0]).toBe(`${code} ${labelledNumbers(host, PATH)?.last_completion_timestamp_seconds}`);
    expect(lines[1]).toBe(reason);
    if (code !== 2) expect(output).toContain(`ended with ${code} after`);
    if (code !== 2) expect(output).toContain(reason);
  });

  it('has the message that belongs to an identity, and each complaint once', async () => {
    host.plan(
      'echo "ErrorID: X"; echo "Its message"; echo "Failed to a"; echo "Failed to a"; echo "Failed to b"; exit 100',
    );
    await host.run([PATH]);
    expect(linesOf(host.files(PATH).reason)?.slice(1)).toEqual([
      'ErrorID: X',
      'Its message',
      'Failed to a',
      'Failed to b',
    ]);
  });

  it('is of the last try, and gone after a good run', async () => {
    host.settings({ tries: '2' });
    host.plan('echo "Fatal error => of try $call"; exit 100');
    await host.run([PATH]);
    expect(linesOf(host.files(PATH).reason)?.slice(1)).toEqual(['Fatal error => of try 2']);
    host.plan('exit 1');
    await host.run([PATH]);
    expect(existsSync(host.files(PATH).reason)).toBe(false);
  });

  it('holds nothing that a terminal would act on, and is bounded', async () => {
    host.plan(`for i in {1..50}; do printf 'Fatal error => \\033[31m%5000s\\n' "$i"; done; exit 100`);
    await host.run([PATH]);
    const text = readFileSync(host.files(PATH).reason, 'utf8');
    expect(text).not.toContain('\u001b');
    expect(text.length).toBeLessThan(6000);
  });
});

it('a process that outlives duplicati-cli with its output and our lock open holds up neither this run nor the next', async () => {
  host.plan('setsid sleep 600 & echo $! >"$here/left"; exit 0');
  expect((await host.run([PATH])).code).toBe(0);
  const left = Number(linesOf(join(host.bin, 'left'))?.[0]);
  host.plan('exit 1');
  const { code } = await host.run([PATH]);
  process.kill(left, 'SIGKILL');
  expect(code).toBe(1);
});
