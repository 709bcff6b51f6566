import { Cron } from 'croner';
import type { DeclaredJob } from './declared-job.ts';
import type { MaxAge } from './job.ts';
import type { EpochMs, Seconds } from './time.ts';

/** How long after its scheduled time a run may still be on its way: cron's minute, retries of a run before it, a scrape. */
const SCHEDULE_GRACE_SECONDS: Seconds = 30 * 60;
/** How much earlier than scheduled a start may look, by clocks that differ. */
const EARLY_START_SECONDS: Seconds = 5 * 60;

/**
 * What a job's age is judged against: its own configuration, its schedule, the threshold of its loaded rule, the default; in this order.
 * The first of several declarations of one kind wins, but the strictest rule. A schedule is read in the time zone of this process.
 */
export function maxAgeOf(declared: readonly DeclaredJob[], defaultSeconds: Seconds, now: EpochMs): MaxAge {
  const own = declared.find((job) => job.origin !== 'rule' && job.maxAgeSeconds !== null);
  if (own?.maxAgeSeconds != null) return { seconds: own.maxAgeSeconds, from: 'config' };
  const schedule = declared.find((job) => job.schedule !== null)?.schedule;
  const due = schedule == null ? null : lastDue(schedule, now);
  if (due !== null) return { seconds: (now - due) / 1000 + EARLY_START_SECONDS, from: 'schedule' };
  const thresholds = declared.flatMap((job) =>
    job.origin === 'rule' && job.maxAgeSeconds !== null ? [job.maxAgeSeconds] : [],
  );
  if (thresholds.length > 0) return { seconds: Math.min(...thresholds), from: 'rule' };
  return { seconds: defaultSeconds, from: 'default' };
}

/** The last time the schedule was due and a run must be on its way or done; `null` for a schedule that can't be read or never was due. */
function lastDue(schedule: string, now: EpochMs): EpochMs | null {
  try {
    const [due] = new Cron(schedule).previousRuns(1, new Date(now - SCHEDULE_GRACE_SECONDS * 1000));
    return due?.getTime() ?? null;
  } catch {
    return null;
  }
}
