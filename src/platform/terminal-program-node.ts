import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import process from 'node:process';
import { ProcessError } from '../ports/processes.ts';
import type { RunInTerminal } from '../ports/terminal-program.ts';

/** A program with duptop's own terminal. It ends with duptop; one that is killed may leave the terminal in any state, so that is put back. */
export const runInTerminal: RunInTerminal = async (program, args) => {
  const settings = terminalSettings();
  try {
    return await run(program, args);
  } finally {
    if (settings !== null) spawnSync('stty', [settings], { stdio: ['inherit', 'ignore', 'ignore'] });
  }
};

function run(program: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit' });
    const end = () => void child.kill('SIGHUP');
    process.once('exit', end);
    child.once('error', (cause) => {
      process.off('exit', end);
      const code = 'code' in cause ? String(cause.code) : 'unknown';
      const [kind, message] =
        code === 'ENOENT' ? (['missing', 'not found'] as const) : (['other', `can't be started (${code})`] as const);
      reject(new ProcessError(kind, program, message, { cause }));
    });
    child.once('exit', (code, signal) => {
      process.off('exit', end);
      resolve(code ?? 128 + constants.signals[signal ?? 'SIGKILL']);
    });
  });
}

/** As `stty` takes them; `null` where it can't tell. */
function terminalSettings(): string | null {
  const { status, stdout } = spawnSync('stty', ['-g'], { stdio: ['inherit', 'pipe', 'ignore'], encoding: 'utf8' });
  const settings = status === 0 ? stdout.trim() : '';
  return /^[0-9a-f:]+$/.test(settings) ? settings : null;
}
