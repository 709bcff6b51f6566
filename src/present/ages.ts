import type { Job } from '../domain/job.ts';
import type { EpochMs, Seconds } from '../domain/time.ts';

/** How long before `now` something was, in seconds; negative where the clock that said so is ahead of ours. */
export function ageOf(at: EpochMs | null | undefined, now: EpochMs): Seconds | null {
  return at === null || at === undefined ? null : (now - at) / 1000;
}

/** How long ago the job's last run started. */
export function jobAge(job: Job | null, now: EpochMs): Seconds | null {
  return ageOf(job?.lastRun?.startedAt, now);
}
