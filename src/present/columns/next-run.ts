import { Cron } from 'croner';
import type { EpochMs } from '../../domain/time.ts';

/** Many jobs share few schedules, and one moment is asked for all of them: the answers for the last moment are kept. */
let asked: { readonly now: EpochMs; readonly answers: Map<string, EpochMs | null> } = {
  now: Number.NaN,
  answers: new Map(),
};

/** When a five-field cron expression is due next, read in this process's time zone; `null` where it can't be read or never is. */
export function nextRunAt(schedule: string, now: EpochMs): EpochMs | null {
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
