import { spawn } from 'node:child_process';

/** One line of the benchmark's table: two figures from one run, and their ratio. */
export interface Measured {
  readonly what: string;
  /** Ours and what it is held against, in `unit`. */
  readonly ours: number;
  readonly other: number;
  readonly unit: 'ms' | 'MB/s' | 'bytes' | 'MiB' | '%';
  readonly against: string;
  /** What the ratio ours/other should be. */
  readonly target: { readonly ratio: number; readonly better: 'lower' | 'higher' };
}

/** A file `*.bench.ts` exports this under the name `bench`. */
export interface Bench {
  readonly name: string;
  run(): Promise<readonly Measured[]>;
}

/** Milliseconds that a task took, the median of so many rounds in which all tasks take turns, after one that does not count. */
export async function medians<Names extends string>(
  tasks: Readonly<Record<Names, () => unknown>>,
  rounds: number,
): Promise<Readonly<Record<Names, number>>> {
  const names = Object.keys(tasks) as Names[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Names, number[]>;
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const startedAt = performance.now();
      await tasks[name]();
      if (round > 0) times[name].push(performance.now() - startedAt);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])])) as Record<Names, number>;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Runs a command to its end with its output thrown away. @throws Error when it fails */
export function runToEnd(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ended with ${code}: ${stderr.slice(0, 500)}`));
    });
  });
}
