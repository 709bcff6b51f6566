/** Milliseconds since the epoch as `2026-11-24T19:42:20.000Z`; `null` for what is no moment, or out of the range of a date. */
export function isoTime(epochMs: number | null): string | null {
  if (epochMs === null) return null;
  const date = new Date(epochMs);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
