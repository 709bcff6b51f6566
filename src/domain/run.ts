import type { EpochMs, Seconds } from './time.ts';

/**
 * One start of a job's wrapper, as far as a source told it. A series that is missing, NaN or out of range is `null`, never 0;
 * a run of which nothing at all is known is no run.
 */
export interface Run {
  /** When the wrapper started, before its first try. */
  readonly startedAt: EpochMs | null;
  /** From start to the end of the last try. */
  readonly durationSeconds: Seconds | null;
  /** What `duplicati-cli` returned in the last try. */
  readonly exitCode: number | null;
}
