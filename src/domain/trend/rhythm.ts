import type { EpochMs, Seconds } from '../time.ts';
import { isWholePause, type PastRun } from './past-run.ts';

/** How often a job runs, by its own runs. */
export interface Rhythm {
  readonly everySeconds: Seconds;
  /** When the next run is due after the last one that was in time; long ago for a job that has stopped. */
  readonly nextAt: EpochMs;
}

/** Only the newest count: schedules change. */
const NEWEST_RUNS = 20;
const FEWEST_BEATS = 4;
/** Of the beats that there should have been. Runs on weekdays only, four pauses in seven, are not regular. */
const KEPT_PART = 0.85;
/** An hour of summer time and a late start; of a job that runs often, part of its pause. */
const TOLERANCE_SECONDS: Seconds = 75 * 60;
const TOLERANCE_PART = 1 / 8;
const SHORTEST_IN_MINUTES_MS = 10 * 60_000;

/**
 * The rhythm of runs, oldest first, that kept one at least five times in a row or nearly so: runs by hand in between do not matter. `null`
 * for fewer, for runs without one, and where runs may have been missed.
 */
export function rhythmOf(runs: readonly PastRun[]): Rhythm | null {
  const newest = runs.slice(-NEWEST_RUNS);
  const pauses = newest.flatMap((run, at) => {
    const before = newest[at - 1];
    return before !== undefined && isWholePause(before, run) ? [run.startedAt - before.startedAt] : [];
  });
  if (pauses.length < FEWEST_BEATS) return null;
  const every = rounded(middleOf(pauses));
  const tolerance = Math.min(TOLERANCE_SECONDS * 1000, every * TOLERANCE_PART);
  const starts = newest.map(({ startedAt }) => startedAt);
  const isBeat = (start: EpochMs) => starts.some((other) => Math.abs(start - other - every) <= tolerance);
  const beats = starts.filter(isBeat);
  const [last, first] = [beats.at(-1), starts[0]];
  if (last === undefined || first === undefined || beats.length < FEWEST_BEATS) return null;
  if (beats.length < KEPT_PART * ((last - first) / every)) return null;
  return { everySeconds: every / 1000, nextAt: last + every };
}

/** Schedules are in whole minutes; starts are not. */
function rounded(every: number): number {
  const unit = every < SHORTEST_IN_MINUTES_MS ? 1000 : 60_000;
  return Math.round(every / unit) * unit;
}

function middleOf(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}
