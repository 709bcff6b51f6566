import type { SafeText } from './safe-text.ts';

/** A moment in milliseconds since the epoch as `2026-11-24 19:42:20Z`; out of the range of a date: `never`. */
export function moment(epochMs: number): SafeText {
  const date = new Date(epochMs);
  if (Number.isNaN(date.getTime())) return 'never' as SafeText;
  return `${date.toISOString().slice(0, 19).replace('T', ' ')}Z` as SafeText;
}
