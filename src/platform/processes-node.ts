import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import process from 'node:process';
import type { Readable } from 'node:stream';
import { ProcessError, type Processes } from '../ports/processes.ts';

const alive = new Set<ChildProcessWithoutNullStreams>();

/** Programs of this machine. Those that still run when duptop ends are killed, unless it is killed itself. */
export const nodeProcesses: Processes = {
  async start({ program, args, environment, input }) {
    const child = spawnIn(program, args, { ...process.env, ...environment });
    if (alive.size === 0) process.off('exit', killAll).once('exit', killAll);
    if (child.pid !== undefined) alive.add(child);
    // Whoever reads may have had enough, or be gone: that shows in how it ends.
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.on('error', () => {});
    const ended = new Promise<number>((resolve) => {
      child.once('exit', (code, signal) => {
        alive.delete(child);
        resolve(code ?? 128 + constants.signals[signal ?? 'SIGKILL']);
      });
    });
    await once(child, 'spawn').catch(refuse(program));
    // A failure after the start would be one of kill, which has its own answer.
    child.on('error', () => {});
    if (input !== 'held') child.stdin.end(input.text);
    return {
      stdout: bytesOf(child.stdout),
      stderr: bytesOf(child.stderr),
      ended,
      closeInput: () => void child.stdin.end(),
      kill: () => killGroup(child),
    };
  },
};

/** Some failures are thrown at once, such as an argument list that is too long. */
function spawnIn(program: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcessWithoutNullStreams {
  try {
    return spawn(program, args, { env, detached: true, stdio: 'pipe' });
  } catch (error) {
    return refuse(program)(error);
  }
}

async function* bytesOf(stream: Readable): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* stream;
  } catch {
    // It was destroyed under the reader: what came until then is all there is.
  }
}

function killGroup({ pid, stdin, stdout, stderr }: ChildProcessWithoutNullStreams): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left in the group.
  }
  // Whatever left the group and holds them open must not hold the reader.
  for (const stream of [stdin, stdout, stderr]) stream.destroy();
}

function killAll(): void {
  for (const child of alive) killGroup(child);
}

const MEANINGS: Readonly<Record<string, readonly [ProcessError['kind'], string]>> = {
  ENOENT: ['missing', 'not found'],
  ENOTDIR: ['missing', 'not found'],
  EACCES: ['denied', 'no permission to run it'],
  EPERM: ['denied', 'no permission to run it'],
};

function refuse(program: string): (error: unknown) => never {
  return (cause) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    const [kind, message] = MEANINGS[code] ?? ['other', `can't be started (${code})`];
    throw new ProcessError(kind, program, message, { cause });
  };
}
