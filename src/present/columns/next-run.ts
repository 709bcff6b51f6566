import { Cron } from 'croner';
import type { Job } from '../../domain/job.ts';
import type { EpochMs } from '../../domain/time.ts';

/** When a job is expected to run next, and what says so. */
export interface ExpectedRun {
  /** In the past where a run that its earlier ones let expect has not come. */
  readonly at: EpochMs;
  readonly from: 'schedule' | 'history';
}

/** By its schedule; where none is known, by the rhythm of its runs. `null` where neither says anything. */
export function expectedRun({ schedule, trend }: Pick<Job, 'schedule' | 'trend'>, now: EpochMs): ExpectedRun | null {
  const due = schedule === null ? null : nextRunAt(schedule, now);
  if (due !== null) return { at: due, from: 'schedule' };
  const rhythm = trend?.rhythm ?? null;
  return rhythm && { at: rhythm.nextAt, from: 'history' };
}

/** Many jobs share few schedules, and one moment is asked for all of them: the answers for the last moment are kept. */
let asked: { readonly now: EpochMs; readonly answers: Map<string, EpochMs | null> } = {
  now: Number.NaN,
  answers: new Map(),
};

/** When a five-field cron expression is due next, read in this process's time zone; `null` where it can't be read or never is. */
function nextRunAt(schedule: string, now: EpochMs): EpochMs | null {
  if (asked.now !== now) asked = { now, answers: new Map() };
  const known = asked.answers.get(schedule);
  if (known !== undefined) return known;
  const due = dueAfter(schedule, now);
  asked.answers.set(schedule, due);
  return due;
}

function dueAfter(schedule: string, now: EpochMs): EpochMs | null {
  try {
    return new Cron(schedule).nextRun(new Date(now))?.getTime() ?? null;
  } catch {
    return null;
  }
}
