import type { Sighting } from '../domain/job.ts';
import type { EpochMs } from '../domain/time.ts';

/** A source that has said nothing new for as long as this is behind: Prometheus' own lookback for a sample. */
const BEHIND_MS = 5 * 60 * 1000;

/** Whether the numbers may be out of date: last known values, or from a source that fell silent. */
export function isBehind(sighting: Sighting, now: EpochMs): boolean {
  return sighting.stale || now - sighting.at > BEHIND_MS;
}
