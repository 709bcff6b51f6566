import type { Run } from '../run.ts';
import type { EpochMs, Seconds } from '../time.ts';

/** A run that Prometheus' history shows. */
export interface PastRun extends Run {
  readonly startedAt: EpochMs;
  /** How far apart the looks were that found it: what was the last run for less than that may have been missed beside it. */
  readonly sampledSeconds: Seconds;
}

/** Two sources, or two families of series, may round one start differently. */
export const START_TOLERANCE_MS = 2000;
/** What is kept of one job: what comes more often than seven times a day is not all worth remembering for a month. */
const MOST_RUNS = 200;

/**
 * All runs of both lists that started at `from` or later, oldest first, each start once. Of a run that both have, the finer look and all
 * that either knows. `one` itself, which must be in order, where there is nothing new.
 */
export function mergeRuns(one: readonly PastRun[], other: readonly PastRun[], from: EpochMs): readonly PastRun[] {
  const isKnown = (run: PastRun) => one.some((known) => says(known, run));
  if ((one[0]?.startedAt ?? 0) >= from && other.every(isKnown)) return one;
  const sorted = [...one, ...other].sort((left, right) => left.startedAt - right.startedAt);
  const merged: PastRun[] = [];
  for (const run of sorted) {
    if (run.startedAt < from) continue;
    const last = merged.at(-1);
    if (last === undefined || run.startedAt - last.startedAt > START_TOLERANCE_MS) merged.push(run);
    else merged[merged.length - 1] = united(last, run);
  }
  return merged.slice(-MOST_RUNS);
}

/** Whether the run is known as well as the other look knows it. */
function says(known: PastRun, { startedAt, durationSeconds, exitCode, sampledSeconds }: PastRun): boolean {
  return (
    Math.abs(known.startedAt - startedAt) <= START_TOLERANCE_MS &&
    known.sampledSeconds <= sampledSeconds &&
    (durationSeconds === null || known.durationSeconds !== null) &&
    (exitCode === null || known.exitCode !== null)
  );
}

function united(one: PastRun, other: PastRun): PastRun {
  return {
    startedAt: one.startedAt,
    durationSeconds: one.durationSeconds ?? other.durationSeconds,
    exitCode: one.exitCode ?? other.exitCode,
    sampledSeconds: Math.min(one.sampledSeconds, other.sampledSeconds),
  };
}

/** A pause this many times as long as the looks were apart has no regular runs hidden in it. */
const TRUSTED_LOOKS = 1.8;

/** Whether no run of a regular job can have been missed between two that followed each other. */
export function isWholePause(before: PastRun, after: PastRun): boolean {
  const looks = Math.max(before.sampledSeconds, after.sampledSeconds);
  return after.startedAt - before.startedAt >= TRUSTED_LOOKS * looks * 1000;
}

/** So many runs must have been seen before one can say how often they come. */
const FEWEST_TO_JUDGE = 6;

/** Whether the job runs about as often as it was looked at, or more often: finer looks would show more. */
export function runsOftener(runs: readonly PastRun[]): boolean {
  if (runs.length < FEWEST_TO_JUDGE) return false;
  const hidden = runs.filter((run, at) => {
    const before = runs[at - 1];
    return before !== undefined && !isWholePause(before, run);
  });
  return hidden.length > runs.length / 2;
}

/**
 * A job's runs by a family of series of its own, with those that an older family knew before the first of them. The same lists give the
 * same list.
 */
export function withEarlier(own: readonly PastRun[], older: readonly PastRun[]): readonly PastRun[] {
  const known = joined.get(own);
  if (known?.older === older) return known.runs;
  const first = own[0]?.startedAt ?? Number.POSITIVE_INFINITY;
  const runs = [...older.filter(({ startedAt }) => first - startedAt > START_TOLERANCE_MS), ...own];
  joined.set(own, { older, runs });
  return runs;
}

const joined = new WeakMap<
  readonly PastRun[],
  { readonly older: readonly PastRun[]; readonly runs: readonly PastRun[] }
>();
