import { Cron } from 'croner';
import type { DeclaredJob } from './declared-job.ts';
import type { MaxAge } from './job.ts';
import type { EpochMs, Seconds } from './time.ts';

/** What a run may be late by for no reason: retries, a scrape, an hour of summer time; of a job that runs often, one run. */
const SCHEDULE_GRACE_SECONDS: Seconds = 90 * 60;
/** How much longer than usual a run may take. */
const LONGER_RUN_FACTOR = 1.5;

export interface AgeContext {
  readonly defaultSeconds: Seconds;
  /** How long the job's runs take, where that is known: classic metrics come at a run's end. */
  readonly runSeconds: Seconds | null;
  readonly now: EpochMs;
}

/**
 * What a job's age is judged against: its own configuration, its schedule, the threshold of its loaded rule, the default; in this order.
 * The first of several declarations of one kind wins, but the strictest rule. Of a schedule the longest wait between two runs about now
 * counts, and not the hour: nobody says in which time zone a host's cron runs.
 */
export function maxAgeOf(declared: readonly DeclaredJob[], { defaultSeconds, runSeconds, now }: AgeContext): MaxAge {
  const own = declared.find((job) => job.origin !== 'rule' && job.maxAgeSeconds !== null);
  if (own?.maxAgeSeconds != null) return { seconds: own.maxAgeSeconds, from: 'config' };
  const schedule = declared.find((job) => job.schedule !== null)?.schedule;
  const wait = schedule == null ? null : longestWait(schedule, now);
  if (wait !== null) {
    return {
      seconds: wait + Math.min(SCHEDULE_GRACE_SECONDS, wait) + Math.ceil((runSeconds ?? 0) * LONGER_RUN_FACTOR),
      from: 'schedule',
    };
  }
  let strictest: Seconds | null = null;
  for (const { origin, maxAgeSeconds } of declared) {
    if (origin === 'rule' && maxAgeSeconds !== null) strictest = Math.min(strictest ?? maxAgeSeconds, maxAgeSeconds);
  }
  return strictest === null ? { seconds: defaultSeconds, from: 'default' } : { seconds: strictest, from: 'rule' };
}

/** Many jobs share a schedule, and what comes before and after it changes by the minute at most. */
const waits = new Map<string, Seconds | null>();
let waitsMinute = Number.NaN;

/** The longer of the waits before and after the last time that was due; `null` for a schedule that can't be read or is never due. */
function longestWait(schedule: string, now: EpochMs): Seconds | null {
  const minute = Math.floor(now / 60_000);
  if (minute !== waitsMinute) waits.clear();
  waitsMinute = minute;
  const known = waits.get(schedule);
  if (known !== undefined) return known;
  const wait = waitAround(schedule, now);
  waits.set(schedule, wait);
  return wait;
}

function waitAround(schedule: string, now: EpochMs): Seconds | null {
  try {
    const cron = new Cron(schedule, { timezone: 'UTC' });
    const [last, before] = cron.previousRuns(2, new Date(now));
    const next = cron.nextRun(new Date(now));
    if (!last || !before || !next) return null;
    return Math.max(last.getTime() - before.getTime(), next.getTime() - last.getTime()) / 1000;
  } catch {
    return null;
  }
}
