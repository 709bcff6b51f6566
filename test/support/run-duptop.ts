import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const LAUNCHER = fileURLToPath(new URL('../../bin/duptop.js', import.meta.url));
const NOBODY_HOME = '/dev/null/nobody';
const DEADLINE_MS = 60_000;

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built duptop without a terminal, with an environment of nothing but PATH and what is given, and waits for its end. */
export function runDuptop(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [LAUNCHER, ...args], {
      env: { PATH: process.env.PATH, HOME: NOBODY_HOME, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: DEADLINE_MS,
    });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        output[name] += text;
      });
    }
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, ...output }));
  });
}

export interface Running {
  /** The lines of standard output so far, each one JSON. */
  lines(): readonly Readonly<Record<string, unknown>>[];
  /** Ctrl+C: gives the exit code. */
  interrupt(): Promise<number | null>;
}

/** Starts the built duptop as a stream of JSON lines. Whoever starts it must interrupt it. */
export function startDuptop(args: readonly string[]): Running {
  const child = spawn(process.execPath, [LAUNCHER, ...args], {
    env: { PATH: process.env.PATH, HOME: NOBODY_HOME },
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: DEADLINE_MS,
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return {
    lines: () =>
      output
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line)),
    interrupt: () => {
      child.kill('SIGINT');
      return ended;
    },
  };
}
