import { isFailure } from '../outcome.ts';
import type { Run } from '../run.ts';
import type { EpochMs } from '../time.ts';

/** Failures in a row, the last run among them. */
export interface Failing {
  readonly runs: number;
  /** When the first of them started. */
  readonly since: EpochMs | null;
  /** `false`: no known run before them was good, so it may have been failing for longer. */
  readonly sinceExact: boolean;
}

/** `null` where the last run did not fail. `runs` are oldest first; one whose end is not known may have been good. */
export function failingOf(runs: readonly Run[]): Failing | null {
  const before = runs.findLastIndex((run) => !hasFailed(run));
  const first = runs[before + 1];
  if (first === undefined) return null;
  const exitCode = runs[before]?.exitCode ?? null;
  return { runs: runs.length - 1 - before, since: first.startedAt, sinceExact: exitCode !== null };
}

export function hasFailed({ exitCode }: Run): boolean {
  return exitCode !== null && isFailure(exitCode);
}
