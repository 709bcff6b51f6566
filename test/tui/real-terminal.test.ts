import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tempFolder } from '../support/temp-folder.ts';
import { RealTerminal } from './support/real-terminal.ts';

const UNTOUCHED = { alternateScreen: false, cursorHidden: false, bracketedPaste: false, mouse: 'none' };
const QUIET_SHELL = ['--norc', '--noprofile', '-i'];
const folder = tempFolder('tui');
const program = join(folder.path, 'tui-program.mjs');

beforeAll(async () => {
  await build({
    entryPoints: [fileURLToPath(new URL('./support/tui-program.ts', import.meta.url))],
    outdir: folder.path,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // Ink's developer tools stay in a file of their own, which is never loaded.
    splitting: true,
    format: 'esm',
    platform: 'node',
    define: { 'process.env.NODE_ENV': '"production"' },
    external: ['react-devtools-core'],
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    logLevel: 'warning',
  });
});

afterAll(() => folder.remove());

async function running(): Promise<RealTerminal> {
  const terminal = new RealTerminal(process.execPath, [program]);
  await terminal.shows('db01:/var/lib/postgresql');
  return terminal;
}

describe('the live table in a real terminal', () => {
  for (const [name, number] of [
    ['SIGTERM', 15],
    ['SIGHUP', 1],
    ['SIGINT', 2],
  ] as const) {
    it(`gives the terminal back and ends by ${name} when that comes`, async () => {
      const terminal = await running();
      await terminal.isIn({
        ...UNTOUCHED,
        alternateScreen: true,
        cursorHidden: true,
        bracketedPaste: true,
      });
      process.kill(terminal.pid, name);
      expect(await terminal.exited).toMatchObject({ signal: number });
      await terminal.isIn(UNTOUCHED);
    });
  }

  it('gives the terminal back and goes on when one quits', async () => {
    const terminal = await running();
    terminal.type('q');
    expect(await terminal.exited).toMatchObject({ exitCode: 0 });
    await terminal.shows('quit');
    expect((await terminal.text()).trim()).toBe('quit');
    await terminal.isIn(UNTOUCHED);
  });

  it('gives the terminal back when something can not be drawn, and says what', async () => {
    const terminal = await running();
    terminal.type('R');
    expect(await terminal.exited).toMatchObject({ exitCode: 1 });
    await terminal.shows('failed: a broken job');
    expect((await terminal.text()).trim()).toBe('failed: a broken job');
    await terminal.isIn(UNTOUCHED);
  });

  it('follows the size of the window', async () => {
    const terminal = await running();
    terminal.resize(59, 24);
    await terminal.shows('60x12 at least; this is 59x24');
    terminal.resize(200, 50);
    await terminal.shows('textfile-rejected: node_exporter on web-01 dropped duplicati_web-01__srv.prom');
  });

  it('stops for the shell at Ctrl+Z, leaves it a usable terminal, and is there again with fg', async () => {
    const terminal = new RealTerminal('bash', QUIET_SHELL, { columns: 120 });
    terminal.type(`${process.execPath} ${program}\r`);
    await terminal.shows('1-11 of 11');
    terminal.type('j\x1a');
    await terminal.shows('Stopped');
    await terminal.isIn({ alternateScreen: false, cursorHidden: false });
    terminal.type('stty -a\r');
    const modes = await terminal.shows('icanon');
    expect(modes).not.toContain('-icanon');
    expect(modes).not.toMatch(/(?<=\s)-echo(?=\s)/);
    terminal.type('fg\r');
    await terminal.shows('1-11 of 11');
    await terminal.shows('›  ■ host');
    await terminal.isIn({ alternateScreen: true, cursorHidden: true, bracketedPaste: true });
    terminal.type('jq');
    await terminal.shows('quit\n$');
    terminal.type('exit\r');
    await terminal.exited;
  });
});
