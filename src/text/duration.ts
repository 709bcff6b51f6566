import type { SafeText } from './safe-text.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365.25 * DAY;
/** From here on days are too long a number to read, or to fit. */
const LONGEST_IN_DAYS = 10_000 * DAY;
const LONGEST_IN_YEARS = 10_000 * YEAR;

/** The two leading units, rounded down: `42s`, `13m 32s`, `3h 12m`, `2d 4h`, `120d`, `31y`. At most seven columns; a negative length is `0s`. */
export function shortDuration(seconds: number): SafeText {
  return short(seconds) as SafeText;
}

/** How long ago, as `shortDuration`; a moment that is still to come by our clock is `ahead 3h`: the clocks differ. */
export function shortAge(seconds: number): SafeText {
  return (seconds < 0 ? `ahead ${leadingUnit(-seconds)}` : short(seconds)) as SafeText;
}

/** All units, to the second: `2d 4h 0m 7s` without the zeros: `2d 4h 7s`. A length below a second keeps its milliseconds: `0.25s`. */
export function longDuration(seconds: number): SafeText {
  if (seconds < 0) return `-${longDuration(-seconds)}` as SafeText;
  if (seconds < 1) return `${Number(seconds.toFixed(3))}s` as SafeText;
  const whole = Math.round(seconds);
  const units = [
    [Math.floor(whole / DAY), 'd'],
    [Math.floor(whole / HOUR) % 24, 'h'],
    [Math.floor(whole / MINUTE) % 60, 'm'],
    [whole % 60, 's'],
  ] as const;
  return units
    .filter(([count]) => count > 0)
    .map(([count, unit]) => count + unit)
    .join(' ') as SafeText;
}

function short(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < MINUTE) return `${whole}s`;
  if (whole < HOUR) return pair(Math.floor(whole / MINUTE), 'm', whole % MINUTE, 's');
  if (whole < DAY) return pair(Math.floor(whole / HOUR), 'h', Math.floor(whole / MINUTE) % 60, 'm');
  const days = Math.floor(whole / DAY);
  return days < 100 ? pair(days, 'd', Math.floor(whole / HOUR) % 24, 'h') : leadingUnit(whole);
}

function pair(high: number, highUnit: string, low: number, lowUnit: string): string {
  return low === 0 ? high + highUnit : `${high}${highUnit} ${low}${lowUnit}`;
}

function leadingUnit(seconds: number): string {
  if (seconds < MINUTE) return `${Math.floor(seconds)}s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)}m`;
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)}h`;
  if (seconds < LONGEST_IN_DAYS) return `${Math.floor(seconds / DAY)}d`;
  return seconds < LONGEST_IN_YEARS ? `${Math.floor(seconds / YEAR)}y` : '>9999y';
}
