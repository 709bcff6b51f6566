import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type NodeExporter, startNodeExporter } from '../lab/node-exporter.ts';
import { childrenOf, isAlive } from '../lab/proc.ts';
import { classicFile, putFile } from '../lab/textfile.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { openDuptop, PtyTerminal } from '../support/pty-duptop.ts';
import { LAUNCHER } from '../support/run-duptop.ts';
import { type TempFolder, tempFolder } from '../support/temp-folder.ts';

const UNTOUCHED = {
  alternateScreen: false,
  cursorHidden: false,
  bracketedPaste: false,
  mouse: 'none',
  applicationCursorKeys: false,
};
const PROMPT = 'shell> ';
const ROW = /failed +db01 +\/srv/;
/** Loaded into duptop before it starts: a defect that shows when the test says so. */
const BREAKS = 'data:text/javascript,process.on(`SIGUSR2`,()=>{throw%20Error(`out%20of%20the%20blue`)})';
/** Says when duptop begins to hear signals, long before there is a table. */
const HEARS = 'data:text/javascript,process.on(`newListener`,n=>{n===`SIGTERM`&&process.stderr.write(`now`)})';

describeWith(['sh', 'bash', 'stty', 'prometheus-node-exporter'], 'the terminal that duptop was started in', () => {
  let folder: TempFolder;
  let exporter: NodeExporter;
  let terminal: PtyTerminal;

  beforeAll(async () => {
    folder = tempFolder('given-back');
    const textfileDirectory = join(folder.path, 'textfiles');
    mkdirSync(textfileDirectory);
    const startedAt = Date.now() - 3_600_000;
    putFile(textfileDirectory, classicFile('db01__srv', { startedAt, seconds: 60, exitCode: 100 }));
    exporter = await startNodeExporter({ textfileDirectory, nodename: 'db01', collectors: ['textfile', 'uname'] });
    const command = join(folder.path, 'duptop');
    writeFileSync(command, '#!/bin/sh\nexec "$NODE" $FLAGS "$LAUNCHER" --exporter "$URL" --interval 1s "$@"\n');
    chmodSync(command, 0o755);
  });
  afterAll(async () => {
    await exporter.stop();
    folder.remove();
  });
  afterEach(() => terminal.close());

  /** A shell that knows the command `duptop`. */
  const openShell = async (file: string, flags: readonly string[], more: Readonly<Record<string, string>> = {}) => {
    terminal = new PtyTerminal(file, [...flags, '-i'], {
      size: [100, 30],
      environment: {
        PATH: `${folder.path}:${process.env.PATH}`,
        PS1: PROMPT,
        NODE: process.execPath,
        LAUNCHER,
        URL: exporter.url,
        ...more,
      },
    });
    await terminal.untilShown(PROMPT.trim());
  };
  /** It does nothing to the modes of its terminal, so that whatever a program leaves is there to be seen. */
  const openPlainShell = (more?: Readonly<Record<string, string>>) => openShell('sh', [], more);
  const openBash = () => openShell('bash', ['--norc', '--noprofile', '--noediting']);
  const untilPrompt = (after: number): Promise<string> =>
    terminal.until(() => terminal.written.slice(after).endsWith(PROMPT), 'the prompt of the shell');
  /** Types a command, and gives what it printed until the next prompt. */
  const run = async (command: string): Promise<string> => {
    const before = terminal.written.length;
    terminal.press(command, 'Enter');
    await untilPrompt(before + command.length);
    return terminal.written.slice(before + command.length, -PROMPT.length).trim();
  };
  const modes = (): Promise<string> => run('stty -a');
  const startLive = (): Promise<string> => {
    terminal.press('duptop', 'Enter');
    return terminal.untilShown(ROW);
  };
  const signal = (name: NodeJS.Signals): void => {
    for (const pid of childrenOf(terminal.pid)) process.kill(pid, name);
  };

  describe('is as it was found', () => {
    it.each([
      ['after q', () => terminal.press('q'), 0],
      ['after Ctrl+C', () => terminal.press('Ctrl+C'), 0],
      ['after SIGTERM', () => signal('SIGTERM'), 143],
      ['after SIGHUP', () => signal('SIGHUP'), 129],
      ['after SIGINT', () => signal('SIGINT'), 130],
      ['after a defect', () => signal('SIGUSR2'), 1],
    ])('%s', async (_, end, exitCode) => {
      await openPlainShell({ FLAGS: `--import=${BREAKS}` });
      const before = await modes();
      await startLive();
      expect((await terminal.state()).alternateScreen).toBe(true);
      const { length } = terminal.written;
      end();
      const screen = await untilPrompt(length);
      expect(await terminal.state()).toEqual(UNTOUCHED);
      // What was on it before duptop is there again.
      expect(screen).toContain('stty -a');
      expect(screen.includes('out of the blue')).toBe(exitCode === 1);
      expect(await run('echo "ended with $?"')).toContain(`ended with ${exitCode}`);
      expect(await modes()).toBe(before);
    });
  });

  it('is never taken by a table whose end was asked for before', async () => {
    await openPlainShell({ FLAGS: `--import=${HEARS}` });
    const { length } = terminal.written;
    terminal.press('duptop', 'Enter');
    await terminal.until(() => terminal.written.slice(length).includes('now'), 'duptop to hear signals');
    signal('SIGTERM');
    await untilPrompt(length + 'duptop'.length);
    expect(await run('echo "ended with $?"')).toContain('ended with 143');
  });

  it('is the shell’s while duptop is suspended by Ctrl+Z, and duptop’s again after fg', async () => {
    await openBash();
    const before = await modes();
    await startLive();
    const { length } = terminal.written;
    terminal.press('Ctrl+Z');
    await untilPrompt(length);
    expect(await terminal.state()).toEqual(UNTOUCHED);
    expect(await modes()).toBe(before);
    expect(await run('jobs')).toMatch(/Stopped +duptop/);
    terminal.press('fg', 'Enter');
    await terminal.untilShown(ROW);
    expect(await terminal.state()).toMatchObject({ alternateScreen: true, cursorHidden: true });
    terminal.press('?');
    await terminal.untilShown('one line down');
    const later = terminal.written.length;
    terminal.press('q');
    await untilPrompt(later);
    expect(await modes()).toBe(before);
  });

  it('takes duptop along when its window is closed', async () => {
    terminal = openDuptop(['--exporter', exporter.url]);
    await terminal.untilShown('db01');
    terminal.hangUp();
    await eventually(() => !isAlive(terminal.pid), { what: 'duptop to end' });
  });

  describe('is not taken, and the table is printed once', () => {
    it.each([
      ['where TERM is dumb', 'TERM=dumb duptop'],
      ['where nobody can press keys', 'duptop </dev/null'],
      ['where the output goes elsewhere', 'duptop | cat'],
    ])('%s', async (_, command) => {
      await openBash();
      await run(`set -o pipefail; ${command}`);
      expect((await terminal.lines()).filter((line) => ROW.test(line))).toHaveLength(1);
      expect(terminal.written).not.toContain('\x1b[?1049h');
      expect(await run('echo "ended with $?"')).toContain('ended with 0');
    });
  });
});
