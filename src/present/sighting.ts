import type { Job, Sighting } from '../domain/job.ts';
import { shownSighting } from '../domain/sighting.ts';
import type { EpochMs } from '../domain/time.ts';

/** A source that has said nothing new for as long as this is behind: Prometheus' own lookback for a sample. */
const BEHIND_MS = 5 * 60 * 1000;

/** Whether the numbers may be out of date: last known values, or from a source that fell silent. */
export function isBehind(sighting: Sighting, now: EpochMs): boolean {
  return sighting.stale || now - sighting.at > BEHIND_MS;
}

/** Whether what is shown of the job's last run may be out of date. */
export function isOutOfDate(job: Job | null, now: EpochMs): boolean {
  const sighting = job && shownSighting(job.seen);
  return sighting !== null && isBehind(sighting, now);
}
