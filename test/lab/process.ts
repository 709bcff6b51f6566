import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { findBinary } from '../support/real-parts.ts';

/** How much of its last output is kept. */
const OUTPUT_CHARACTERS = 32_768;
const TERM_GRACE_MS = 10_000;

export interface ProcessOptions {
  readonly cwd?: string;
  /** The whole environment; ours where it is left out. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Exit code as a shell gives it: 128 + N for a process that signal N ended, 127 for one that could not be started. */
type ExitCode = number;

export interface LabProcess {
  readonly pid: number;
  readonly running: boolean;
  readonly exited: Promise<ExitCode>;
  /** The end of what it wrote to stdout and stderr. */
  output(): string;
  /** To its whole process group. */
  signal(name: NodeJS.Signals): void;
  /** TERM, then KILL, to the whole group; resolves when it is gone. */
  stop(graceMs?: number): Promise<void>;
}

const alive = new Set<LabProcess>();

/**
 * Starts a program in a process group of its own, with stdin closed. It dies with us: by an exit handler, and by the kernel's
 * parent-death signal where we are killed ourselves.
 */
export function startProcess(file: string, args: readonly string[], options: ProcessOptions = {}): LabProcess {
  const [program = file, ...rest] = [...dyingWithParent(), file, ...args];
  const child = spawn(program, rest, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk: string): void => {
    output = (output + chunk).slice(-OUTPUT_CHARACTERS);
  };
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  const signal = (name: NodeJS.Signals): void => signalGroup(child, name);
  let running = true;
  const exited = new Promise<ExitCode>((resolve) => {
    const end = (code: ExitCode): void => {
      running = false;
      signal('SIGKILL');
      alive.delete(handle);
      resolve(code);
    };
    child.once('error', (error) => {
      keep(error.message);
      end(127);
    });
    child.once('exit', (code, by) => end(code ?? 128 + constants.signals[by ?? 'SIGKILL']));
  });
  const handle: LabProcess = {
    pid: child.pid ?? -1,
    get running() {
      return running;
    },
    exited,
    output: () => output,
    signal,
    stop: async (graceMs = TERM_GRACE_MS) => {
      if (!running) return;
      const timer = setTimeout(() => signal('SIGKILL'), graceMs);
      signal('SIGTERM');
      // A stopped process takes no TERM before it goes on.
      signal('SIGCONT');
      await exited;
      clearTimeout(timer);
    },
  };
  // Before the handler that removes the folders they write to.
  if (alive.size === 0) process.off('exit', killAll).prependOnceListener('exit', killAll);
  alive.add(handle);
  return handle;
}

/** What to put before a command so that the kernel kills it when the process that started it is gone. */
export function dyingWithParent(): readonly string[] {
  const setpriv = findBinary('setpriv');
  return setpriv === null ? [] : [setpriv, '--pdeathsig', 'KILL'];
}

function signalGroup(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // Nobody is left in the group.
  }
}

function killAll(): void {
  for (const each of alive) each.signal('SIGKILL');
}
