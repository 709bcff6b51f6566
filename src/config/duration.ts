import type { Seconds } from '../domain/time.ts';
import { type SafeText, say } from '../text/safe-text.ts';
import { quoted } from './quoted.ts';

const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
  ['s', 1],
] as const;
const NUMBER = /^\d{1,12}(\.\d{1,3})?$/;
const PARTS = /^(?:(\d{1,9})d)?(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?$/;

/** `90s`, `15m`, `26h`, `2d`, `1h30m`, or a number of seconds (`90`, `0.5`); `null` for anything else, and for nothing at all. */
export function parseDuration(text: string): Seconds | null {
  if (NUMBER.test(text)) return Number(text);
  const parts = text === '' ? null : PARTS.exec(text);
  return parts && UNITS.reduce((sum, [, seconds], index) => sum + Number(parts[index + 1] ?? 0) * seconds, 0);
}

/** What `parseDuration` reads as the same length: `1h30m`, `2d`, `0.5`. */
export function durationText(seconds: Seconds): SafeText {
  if (!Number.isInteger(seconds) || seconds === 0) return say`${seconds}`;
  let rest = seconds;
  let text = '';
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return say`${text}`;
}

/** The shortest and longest that make sense for a kind of duration. */
export interface DurationLimits {
  readonly least: Seconds;
  readonly most: Seconds;
}
/** For one request. More than that is no timeout but a hang. */
export const TIMEOUT_LIMITS: DurationLimits = { least: 0.1, most: 3600 };
/** For a job's age: a minute (cron's grain) to ten years. */
export const AGE_LIMITS: DurationLimits = { least: 60, most: 3650 * 86_400 };

/** For a silence: a minute to ten years. */
export const SILENCE_LIMITS: DurationLimits = { least: 60, most: 3650 * 86_400 };

/** Reads a duration and holds it to its limits: the seconds, or why not. */
export function readDuration(text: string, limits: DurationLimits): { seconds: Seconds } | { problem: SafeText } {
  const seconds = parseDuration(text);
  if (seconds === null)
    return {
      problem: say`${quoted(text)} is no duration; write it as 90s, 15m, 26h, 2d, 1h30m or a number of seconds`,
    };
  if (seconds >= limits.least && seconds <= limits.most) return { seconds };
  return {
    problem: say`${quoted(text)} is not between ${limitText(limits.least)} and ${limitText(limits.most)}`,
  };
}

function limitText(seconds: Seconds): SafeText {
  return Number.isInteger(seconds) ? durationText(seconds) : say`${seconds} seconds`;
}
