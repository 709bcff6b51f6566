import { isFailure } from '../../domain/outcome.ts';
import type { Run } from '../../domain/run.ts';
import type { EpochMs, Seconds } from '../../domain/time.ts';
import { exitTone } from '../exit-word.ts';
import type { Tone } from '../tone.ts';

/** A run that has its place on a chart. */
export interface DatedRun {
  readonly startedAt: EpochMs;
  readonly durationSeconds: Seconds | null;
  readonly exitCode: number | null;
}

/** Those that started at `from` or later, oldest first, each start once; a run whose start is not known is left out. */
export function datedRuns(runs: readonly Run[], from: EpochMs): readonly DatedRun[] {
  const byStart = new Map<EpochMs, DatedRun>();
  for (const { startedAt, durationSeconds, exitCode } of runs) {
    if (startedAt === null || !Number.isFinite(startedAt) || startedAt < from) continue;
    byStart.set(startedAt, { startedAt, durationSeconds: lengthOf(durationSeconds), exitCode });
  }
  return [...byStart.values()].sort((one, other) => one.startedAt - other.startedAt);
}

/** Whether the run counts as failed; one whose exit code is not known does not. */
export function hasFailed({ exitCode }: DatedRun): boolean {
  return exitCode !== null && isFailure(exitCode);
}

/** What a bar of this run looks like: how it ended. */
export function runTone({ exitCode }: DatedRun): Tone {
  if (exitCode === null) return 'muted';
  const tone = exitTone(exitCode);
  return tone === 'plain' ? 'accent' : tone;
}

function lengthOf(seconds: Seconds | null): Seconds | null {
  return seconds !== null && Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
