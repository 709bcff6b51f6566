import type { Sighting } from './job.ts';
import type { SourceKind } from './reading.ts';

/** The sighting whose numbers a job shows, and which kind of source it is. */
export interface ShownSighting extends Sighting {
  readonly kind: SourceKind;
}

/**
 * One that is not stale before one that is; then the one that knows the later run, whatever the clocks of the sources say; then the
 * later sighting. `null` for a job that no source shows.
 */
export function shownSighting({
  prometheus,
  exporter,
}: {
  readonly prometheus: Sighting | null;
  readonly exporter: Sighting | null;
}): ShownSighting | null {
  if (exporter === null) return prometheus && { ...prometheus, kind: 'prometheus' };
  if (prometheus === null || isFresher(exporter, prometheus)) return { ...exporter, kind: 'exporter' };
  return { ...prometheus, kind: 'prometheus' };
}

function isFresher(one: Sighting, other: Sighting): boolean {
  if (one.stale !== other.stale) return !one.stale;
  const [ownStart, otherStart] = [one.lastRun?.startedAt ?? null, other.lastRun?.startedAt ?? null];
  if (ownStart !== null && otherStart !== null && ownStart !== otherStart) return ownStart > otherStart;
  return one.at >= other.at;
}
