/** Many jobs were seen at the same moment. */
let last: { readonly epochMs: number; readonly text: string | null } = { epochMs: Number.NaN, text: null };

/** Milliseconds since the epoch as `2026-11-24T19:42:20.000Z`; `null` for what is no moment, or out of the range of a date. */
export function isoTime(epochMs: number | null): string | null {
  if (epochMs === null) return null;
  if (last.epochMs !== epochMs) {
    const date = new Date(epochMs);
    last = { epochMs, text: Number.isNaN(date.getTime()) ? null : date.toISOString() };
  }
  return last.text;
}
