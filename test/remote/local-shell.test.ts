import { existsSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/platform/clock.ts';
import { makePrivateFolder } from '../../src/platform/private-folder-node.ts';
import { nodeProcesses } from '../../src/platform/processes-node.ts';
import { createActivityLog } from '../../src/ports/activity-log.ts';
import { createHosts } from '../../src/remote/hosts.ts';
import { hostSettings } from '../lab/ssh-lab.ts';
import { eventually } from '../support/eventually.ts';
import { ask } from './support/ask.ts';
import { commandLines } from './support/command-lines.ts';

const activity = createActivityLog();
let nonce = 0;
const hosts = createHosts({
  settings: [hostSettings('other', { transport: 'local', become: 'no-such-user' })],
  processes: nodeProcesses,
  clock: systemClock,
  activity,
  newNonce: () => `n${++nonce}`,
  makeFolder: () => makePrivateFolder(undefined),
  machineName: hostname(),
  personsShell: '/bin/zsh',
});
const shell = hosts.shellOf(hostname(), null);

describe('the shell of this machine', () => {
  it('runs a script with /bin/sh, and is called by the name of the host', async () => {
    expect(await ask(shell, 'echo "$0 $1"; exit 3', ["it's"])).toEqual({
      exitCode: 3,
      output: "/bin/sh it's\n",
      complaint: '',
    });
    expect(shell).toMatchObject({ host: hostname(), way: 'this machine', login: { command: '/bin/zsh', args: [] } });
  });

  it('refuses a word that no argument can hold', async () => {
    await expect(ask(shell, 'true', ['a\0b'])).rejects.toMatchObject({
      name: 'RemoteError',
      message: expect.stringContaining("a test can't be asked for: text with a NUL"),
    });
  });

  it('says what is wrong with a script that is none', async () => {
    await expect(ask(shell, 'if')).rejects.toMatchObject({
      kind: 'other',
      message: expect.stringMatching(/[Ss]yntax error/),
    });
  });

  it.each([
    '$(touch TRACE)',
    '`touch TRACE`',
    "'; touch TRACE; '",
    '"; touch TRACE; "',
    '\n touch TRACE\n',
    '-oProxyCommand=touch TRACE',
  ])('gives the word %j to the script and does nothing with it', async (pattern) => {
    const trace = join(tmpdir(), `duptop-trace-${process.pid}`);
    const word = pattern.replace('TRACE', trace);
    expect((await ask(shell, `printf %s "$1"`, [word])).output).toBe(word);
    expect(existsSync(trace)).toBe(false);
  });

  it('shows no word of a script on any command line', async () => {
    const secret = `planted-${process.pid}-secret`;
    const running = ask(shell, 'sleep 0.5; echo "$1"', [secret]);
    await eventually(() => commandLines().some((line) => line.includes('sleep 0.5')), { what: 'the script to run' });
    expect(commandLines().filter((line) => line.includes(secret))).toEqual([]);
    expect((await running).output).toBe(`${secret}\n`);
  });
});

describe('a script is ended with all that it started', () => {
  it.each([
    ['timeout', { deadlineMs: 300 }, 'wait'],
    ['aborted', { signal: AbortSignal.timeout(300) }, 'wait'],
    ['too-large', { maxBytes: 10_000 }, 'yes'],
  ] as const)('%s', async (kind, options, end) => {
    const started = `sleep 1000.${process.pid}`;
    const script = ask(shell, `${started} & ${end}`, [], options);
    await expect(script).rejects.toMatchObject({ name: 'RemoteError', kind, host: hostname() });
    await eventually(() => !commandLines().includes(started), { what: 'the end of what it started' });
  });

  it('and is not begun where nobody wants its answer any more', async () => {
    await expect(ask(shell, 'true', [], { signal: AbortSignal.abort() })).rejects.toMatchObject({ kind: 'aborted' });
  });
});

describe('what duptop did', () => {
  it('is written down once a script, without its words', async () => {
    const before = activity.count();
    await ask(shell, 'exit 4', ['secret word']);
    await ask(shell, 'true', ['secret word\0']).catch(() => {});
    await ask(shell, 'sleep 5', [], { deadlineMs: 50 }).catch(() => {});
    const entries = activity.entries().slice(before - activity.count());
    expect(entries.map(({ what, outcome, failed }) => [what, outcome, failed])).toEqual([
      ['this machine: a test', 'exit 4', true],
      [
        'this machine: a test',
        "a test can't be asked for: text with a NUL or a lone surrogate can not be an argument",
        true,
      ],
      ['this machine: a test', 'a test took longer than 0.05 s', true],
    ]);
    expect(JSON.stringify(entries)).not.toContain('secret');
  });
});

it('another user is told to be refused', async () => {
  const other = hosts.shellOf('other', null);
  expect(other).toMatchObject({
    way: 'this machine as no-such-user',
    login: { command: 'sudo', args: ['-i', '-u', 'no-such-user'] },
  });
  await expect(ask(other, 'true')).rejects.toMatchObject({ kind: 'become-denied' });
});
