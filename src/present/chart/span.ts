import type { EpochMs } from '../../domain/time.ts';

/** How far back a chart looks, in days. */
export const SPANS = [1, 7, 30] as const;
export type SpanDays = (typeof SPANS)[number];

const DAY_MS = 86_400_000;

/** `24 h`, `7 d`. */
export function spanLabel(days: SpanDays): string {
  return days === 1 ? '24 h' : `${days} d`;
}

export function spanStart(days: SpanDays, now: EpochMs): EpochMs {
  return now - days * DAY_MS;
}
