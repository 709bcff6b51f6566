import type { Job, Sighting } from '../domain/job.ts';
import type { SourceKind } from '../domain/reading.ts';
import type { EpochMs } from '../domain/time.ts';

/** A source that has said nothing new for as long as this is behind: Prometheus' own lookback for a sample. */
const BEHIND_MS = 5 * 60 * 1000;

export interface ShownSighting extends Sighting {
  readonly kind: SourceKind;
}

/** The sighting whose numbers a job shows: one that is not stale before one that is, then the newer; `null` for a job that no source shows. */
export function shownSighting(job: Job): ShownSighting | null {
  const { prometheus, exporter } = job.seen;
  if (exporter === null) return prometheus && { ...prometheus, kind: 'prometheus' };
  if (prometheus === null || isFresher(exporter, prometheus)) return { ...exporter, kind: 'exporter' };
  return { ...prometheus, kind: 'prometheus' };
}

/** Whether the numbers may be out of date: last known values, or from a source that fell silent. */
export function isBehind(sighting: Sighting, now: EpochMs): boolean {
  return sighting.stale || now - sighting.at > BEHIND_MS;
}

function isFresher(one: Sighting, other: Sighting): boolean {
  return one.stale === other.stale ? one.at >= other.at : !one.stale;
}
