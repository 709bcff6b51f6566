import { isGoodBackup } from '../outcome.ts';
import type { Run } from '../run.ts';
import type { EpochMs } from '../time.ts';
import { type Durations, durationsOf } from './durations.ts';
import { type Failing, failingOf, hasFailed } from './failing.ts';
import { type PastRun, START_TOLERANCE_MS } from './past-run.ts';
import { type Rhythm, rhythmOf } from './rhythm.ts';

/** How a job has been going, by Prometheus' history of at most 30 days. */
export interface Trend {
  /** The newest runs, oldest first, the last one included. */
  readonly recent: readonly Run[];
  /** How many are known, the last one included; of jobs that run often not all are. */
  readonly runs: number;
  readonly failedRuns: number;
  /** When the first known run started. */
  readonly knownSince: EpochMs;
  /** `null` where the last run did not fail. */
  readonly failing: Failing | null;
  /** End of the last good run. */
  readonly lastSuccessAt: EpochMs | null;
  /** Of the good runs before the last one; `null` where there are too few. */
  readonly durations: Durations | null;
  readonly rhythm: Rhythm | null;
}

export const RECENT_RUNS = 10;

/**
 * `past` is what history shows, oldest first, the last run included or not; `last` is what the job shows as its last run. `null` where no
 * run before that is known: one run is no trend.
 */
export function trendOf(past: readonly PastRun[], last: Run | null): Trend | null {
  const known = remembered.get(past);
  if (known !== undefined && isSame(known.last, last)) return known.trend;
  const trend = newTrend(past, last);
  remembered.set(past, { last, trend });
  return trend;
}

/** Every snapshot asks for all jobs, and few of them have run since the one before. */
const remembered = new WeakMap<readonly PastRun[], { readonly last: Run | null; readonly trend: Trend | null }>();

function isSame(one: Run | null, other: Run | null): boolean {
  return (
    one?.startedAt === other?.startedAt &&
    one?.durationSeconds === other?.durationSeconds &&
    one?.exitCode === other?.exitCode
  );
}

function newTrend(past: readonly PastRun[], last: Run | null): Trend | null {
  const startedAt = last?.startedAt ?? null;
  const earlier = startedAt === null ? past : past.filter((run) => startedAt - run.startedAt > START_TOLERANCE_MS);
  const [first] = earlier;
  if (first === undefined) return null;
  const runs: readonly Run[] = last === null ? earlier : [...earlier, last];
  return {
    recent: runs.slice(-RECENT_RUNS).map(bareRun),
    runs: runs.length,
    failedRuns: runs.filter(hasFailed).length,
    knownSince: first.startedAt,
    failing: failingOf(runs),
    lastSuccessAt: lastSuccessOf(runs),
    durations: durationsOf(earlier),
    rhythm: rhythmOf(startedAt === null ? earlier : [...earlier, lastLook(last, startedAt, past)]),
  };
}

/** When the last good run ended; its start where its duration is not known. */
export function lastSuccessOf(runs: readonly Run[]): EpochMs | null {
  const good = runs.findLast(
    ({ exitCode, startedAt }) => startedAt !== null && exitCode !== null && isGoodBackup(exitCode),
  );
  return good?.startedAt == null ? null : good.startedAt + (good.durationSeconds ?? 0) * 1000;
}

function bareRun({ startedAt, durationSeconds, exitCode }: Run): Run {
  return { startedAt, durationSeconds, exitCode };
}

/** The last run as history would show it: what came before it was looked at as finely as the newest run in there. */
function lastLook(last: Run | null, startedAt: EpochMs, past: readonly PastRun[]): PastRun {
  const { durationSeconds = null, exitCode = null } = last ?? {};
  return { startedAt, durationSeconds, exitCode, sampledSeconds: past.at(-1)?.sampledSeconds ?? 0 };
}
