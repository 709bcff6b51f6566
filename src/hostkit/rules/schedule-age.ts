import { Cron } from 'croner';
import type { Seconds } from '../../domain/time.ts';

const DAY: Seconds = 86_400;
/** The classic series tell of a run when it has ended: that long a run may take, and clocks may change for summer, without an alert. */
const GRACE: Seconds = 6 * 3600;
/** Days that are looked at: more than a year of a weekday, eight of a day of the year. */
const RUNS = 400;
/** Any day does; a fixed one, so that a schedule always gives the same rule. */
const FROM = new Date('2024-01-01T00:00:00Z');
const DAYS_OF = /^\S+\s+\S+\s+(\S+\s+\S+\s+\S+)$/;

const known = new Map<string, Seconds | null>();

/**
 * How old the last start of a job with this five-field cron expression may be: `defaultSeconds` for one that runs every day, without a
 * schedule, or with one that can't be read; else the longest time between two of its days, and some hours to finish in.
 */
export function ageAllowedBy(schedule: string | null, defaultSeconds: Seconds): Seconds {
  const days = schedule === null ? null : (DAYS_OF.exec(schedule.trim())?.[1] ?? null);
  if (days === null) return defaultSeconds;
  const gap = known.has(days) ? (known.get(days) ?? null) : longestGap(days);
  known.set(days, gap);
  return gap === null || gap <= DAY ? defaultSeconds : Math.max(defaultSeconds, gap + GRACE);
}

/** Between two days that a schedule names; `null` where it never comes twice. */
function longestGap(days: string): Seconds | null {
  try {
    const runs = new Cron(`0 0 ${days}`, { timezone: 'UTC', mode: '5-part' }).nextRuns(RUNS, FROM);
    const gaps = runs.slice(1).map((run, at) => (run.getTime() - (runs[at]?.getTime() ?? 0)) / 1000);
    return gaps.length === 0 ? null : Math.max(...gaps);
  } catch {
    return null;
  }
}
