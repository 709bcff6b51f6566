import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type NodeExporter, startNodeExporter } from '../lab/node-exporter.ts';
import { classicFile, putFile } from '../lab/textfile.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { PtyTerminal } from '../support/pty-terminal.ts';
import { LAUNCHER } from '../support/run-duptop.ts';
import { type TempFolder, tempFolder } from '../support/temp-folder.ts';

const UNTOUCHED = {
  alternateScreen: false,
  cursorHidden: false,
  bracketedPaste: false,
  mouse: 'none',
  applicationCursorKeys: false,
};
/** Short, so that what is typed is told from what is printed. */
const PROMPT = 'shell> ';
/** Loaded into duptop before it starts: a defect that shows when the test says so. */
const BREAKS = `data:text/javascript,process.on("SIGUSR2",()=>{throw new Error("out%20of%20the%20blue")})`;

describeWith(['bash', 'stty', 'prometheus-node-exporter'], 'the terminal that duptop took', () => {
  let folder: TempFolder;
  let exporter: NodeExporter;
  let shell: PtyTerminal;

  beforeAll(async () => {
    folder = tempFolder('given-back');
    const textfileDirectory = join(folder.path, 'textfiles');
    mkdirSync(textfileDirectory);
    const startedAt = Date.now() - 3_600_000;
    putFile(textfileDirectory, classicFile('db01__srv', { startedAt, seconds: 60, exitCode: 100 }));
    exporter = await startNodeExporter({ textfileDirectory, nodename: 'db01', collectors: ['textfile', 'uname'] });
  });
  afterAll(async () => {
    await exporter.stop();
    folder.remove();
  });
  afterEach(() => shell.close());

  /** A shell in which `duptop` and its address are at hand. */
  const openShell = async (environment: Readonly<Record<string, string>> = {}): Promise<void> => {
    shell = new PtyTerminal('bash', ['--norc', '--noprofile'], {
      size: [100, 30],
      environment: { PS1: PROMPT, NODE: process.execPath, DUPTOP: LAUNCHER, URL: exporter.url, ...environment },
    });
    await shell.untilShown(PROMPT.trim());
    await run('duptop() { "$NODE" "$DUPTOP" --exporter "$URL" --interval 1s "$@"; }');
  };
  /** Types a command, waits for the prompt behind it, and gives what it printed. */
  const run = async (command: string): Promise<string> => {
    const before = shell.written.length;
    shell.press(command, 'Enter');
    await shell.until(() => shell.written.slice(before + command.length).endsWith(PROMPT), `the end of ${command}`);
    return shell.written.slice(before);
  };
  const startLive = (command = 'duptop'): Promise<string> => {
    shell.press(command, 'Enter');
    return shell.untilShown(/failed +db01.*\n(.*\n)*.*next in/);
  };
  /** The modes of the terminal, as `stty` names them. */
  const modes = async (): Promise<string> => (await run('stty -a')).replace(PROMPT, '');
  const pidOfDuptop = (): number => Number(readFileSync(`/proc/${shell.pid}/task/${shell.pid}/children`, 'utf8').trim());
  const isThere = async (): Promise<void> => expect((await shell.state()).alternateScreen).toBe(true);

  describe('is as it was found', () => {
    it.each([
      ['after q', () => shell.press('q'), 0],
      ['after Ctrl+C', () => shell.press('Ctrl+C'), 0],
      ['after SIGTERM', () => process.kill(pidOfDuptop(), 'SIGTERM'), 143],
      ['after SIGHUP', () => process.kill(pidOfDuptop(), 'SIGHUP'), 129],
      ['after SIGINT', () => process.kill(pidOfDuptop(), 'SIGINT'), 130],
      ['after a defect, which is told', () => process.kill(pidOfDuptop(), 'SIGUSR2'), 1],
    ])('%s', async (_, end, exitCode) => {
      await openShell();
      const before = await modes();
      await startLive('NODE_OPTIONS="$BREAKS" duptop');
      await isThere();
      end();
      const after = await shell.untilShown(/…/);
      expect(after).toContain('');
      expect(await shell.state()).toEqual(UNTOUCHED);
      expect(await run('echo "ended with $?"')).toContain(`ended with ${exitCode}`);
      expect(await modes()).toBe(before);
    });
  });
});
