import type { Seconds } from '../../domain/time.ts';
import { type DatedRun, hasFailed, runTone } from './dated-run.ts';
import { medianOf } from './median.ts';

/** What a span's runs have in common. */
export interface RunSummary {
  readonly count: number;
  readonly failed: number;
  readonly warnings: number;
  /** Of the runs whose duration is known; `null` where there is none. */
  readonly medianSeconds: Seconds | null;
  /** How many durations are known. */
  readonly measured: number;
  readonly longest: DatedRun | null;
}

export function summariseRuns(runs: readonly DatedRun[]): RunSummary {
  const durations = runs.flatMap(({ durationSeconds }) => (durationSeconds === null ? [] : [durationSeconds]));
  const longest = runs.reduce<DatedRun | null>((best, run) => {
    return run.durationSeconds !== null && run.durationSeconds > (best?.durationSeconds ?? -1) ? run : best;
  }, null);
  return {
    count: runs.length,
    failed: runs.filter(hasFailed).length,
    warnings: runs.filter((run) => runTone(run) === 'warning').length,
    medianSeconds: medianOf(durations),
    measured: durations.length,
    longest,
  };
}
