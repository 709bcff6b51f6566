import type { InstanceReading } from '../domain/reading.ts';
import type { Seconds } from '../domain/time.ts';

/** Short, so that what is mended is soon not told any more; long enough for two scrapes. */
export const LATELY_SECONDS: Seconds = 5 * 60;

/** By how much a counter has grown lately, from one look: certain only where it never counted. */
export function latelyOf(count: number | null): number | null {
  return count === 0 ? 0 : null;
}

/** The same page with what the look before tells of the time between; of one long ago it tells nothing of now. A restart counts from 0. */
export function sinceBefore(page: InstanceReading, before: InstanceReading | null): InstanceReading {
  const [now, then] = [page.gatheringErrors, before?.gatheringErrors ?? null];
  if (now === null || then === null || before === null) return page;
  if (page.at - before.at > LONGEST_BETWEEN_SECONDS * 1000) return page;
  return { ...page, gatheringErrorsLately: now < then ? now : now - then };
}

const LONGEST_BETWEEN_SECONDS: Seconds = 15 * 60;
