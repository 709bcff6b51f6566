import type { EpochMs } from '../../domain/time.ts';

const LAST_SECOND = 4_102_444_800;

/** A whole number of a few digits; `null` for anything else. */
export function whole(text: string | null | undefined): number | null {
  return text != null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** Unix seconds, with or without a fraction. */
export function momentOf(text: string | null | undefined): EpochMs | null {
  const seconds = text != null && /^\d{1,12}(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return seconds <= LAST_SECOND ? Math.floor(seconds) * 1000 : null;
}

const ISO = /^\d{4}-\d\d-\d\dT[\d:.]+(?:[+-]\d\d:?\d\d|Z)$/;
const TRADITIONAL = /^[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d$/;
const ZONE = /^[+-]\d{4}$/;
const DAY_MS = 86_400_000;

/**
 * A time as logs write it: ISO 8601, Unix seconds, or `Nov 24 02:00:01`, which lacks the year and has the host's zone: the last such moment
 * before `now`.
 */
export function loggedMoment(text: string, zone: string, now: EpochMs): EpochMs | null {
  if (ISO.test(text)) return valid(Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')));
  if (!TRADITIONAL.test(text)) return momentOf(text);
  const offset = ZONE.test(zone) ? zone : '+0000';
  const year = new Date(now).getUTCFullYear();
  const candidates = [year + 1, year, year - 1].map((each) => Date.parse(`${text} ${each} GMT${offset}`));
  return valid(candidates.find((at) => at <= now + DAY_MS) ?? Number.NaN);
}

function valid(at: number): EpochMs | null {
  return Number.isNaN(at) ? null : at;
}
