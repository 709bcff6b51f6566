import { isGoodBackup } from '../outcome.ts';
import type { Run } from '../run.ts';
import type { Seconds } from '../time.ts';

/** How long a job's good runs took. */
export interface Durations {
  readonly runs: number;
  readonly medianSeconds: Seconds;
  /** Eight of ten were not shorter and not longer. */
  readonly lowSeconds: Seconds;
  readonly highSeconds: Seconds;
  readonly longestSeconds: Seconds;
}

/** Fewer runs say nothing. */
const FEWEST_RUNS = 5;

/** `null` where there are too few. Runs that failed say nothing of how long a backup takes. */
export function durationsOf(runs: readonly Run[]): Durations | null {
  const sorted = runs
    .flatMap(({ durationSeconds, exitCode }) =>
      durationSeconds !== null && exitCode !== null && isGoodBackup(exitCode) ? [durationSeconds] : [],
    )
    .sort((one, other) => one - other);
  if (sorted.length < FEWEST_RUNS) return null;
  return {
    runs: sorted.length,
    medianSeconds: quantileOf(sorted, 0.5),
    lowSeconds: quantileOf(sorted, 0.1),
    highSeconds: quantileOf(sorted, 0.9),
    longestSeconds: quantileOf(sorted, 1),
  };
}

/** Interpolated. */
function quantileOf(sorted: readonly number[], quantile: number): number {
  const rank = quantile * (sorted.length - 1);
  const low = sorted[Math.floor(rank)] ?? 0;
  const high = sorted[Math.ceil(rank)] ?? low;
  return low + (high - low) * (rank - Math.floor(rank));
}
