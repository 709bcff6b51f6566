import type { EpochMs } from '../../domain/time.ts';
import { servedRun } from '../fleet/job-state.ts';
import type { SimulatedJob } from '../fleet/simulated-host.ts';
import { endedBy } from '../fleet/timeline.ts';
import { isOpen, type ScrapedHost } from '../scrape/scraped-host.ts';

/** Since when something is so, and its value. */
interface Condition {
  readonly since: EpochMs;
  readonly value: number;
}

const DAY_MS = 86_400_000;
/** When somebody wrote the rules, seen from the beginning of the demo: what was never there has been absent since. */
const WRITTEN_MS = 6 * DAY_MS;
const HIGHEST_SUCCESS = 9;
const MOST_FAILURES = 100;

/** Whether its last run, as Prometheus has it, failed: since the first of the failures in a row. */
export function failureAt(job: SimulatedJob, host: ScrapedHost, at: EpochMs): Condition | null {
  const run = runAt(job, host, at);
  if (run === null || run.exitCode <= HIGHEST_SUCCESS) return null;
  let since = run.endedAt;
  for (let looks = 0; looks < MOST_FAILURES; looks += 1) {
    const before = endedBy(job.timeline, since - 1);
    if (before === null || before.exitCode <= HIGHEST_SUCCESS) break;
    since = before.endedAt;
  }
  return { since: Math.max(since, openSince(host, at)), value: run.exitCode };
}

/** Whether its last start is too long ago; the value is its age in seconds. */
export function lateAt(job: SimulatedJob, host: ScrapedHost, at: EpochMs): Condition | null {
  const run = runAt(job, host, at);
  if (run === null) return null;
  const due = run.startedAt + (host.host.clockAheadSeconds + job.maxAgeSeconds) * 1000;
  if (at <= due) return null;
  return { since: Math.max(due, openSince(host, at)), value: (at - due) / 1000 + job.maxAgeSeconds };
}

/** Since when there is no series of the name that is watched; `null` where there is one. */
export function absentSince(job: SimulatedJob, host: ScrapedHost, at: EpochMs, isOwn: boolean): EpochMs | null {
  const never = host.since + 30 * DAY_MS - WRITTEN_MS;
  if (!isOwn) return never;
  const scrapedAt = host.scrapedBy(at);
  const outage = host.host.outages.find(({ from, to }) => from <= scrapedAt && scrapedAt < to);
  if (outage !== undefined) return outage.from;
  if (runAt(job, host, at) !== null) return null;
  return job.textfile.kind === 'removed' ? job.textfile.at : never;
}

/** The run that Prometheus has series of. */
function runAt(job: SimulatedJob, host: ScrapedHost, at: EpochMs) {
  const scrapedAt = host.scrapedBy(at);
  return isOpen(host, scrapedAt) ? servedRun(job, scrapedAt) : null;
}

/** The end of the last outage: whatever held before has begun anew. */
function openSince({ host }: ScrapedHost, at: EpochMs): EpochMs {
  return Math.max(...host.outages.filter(({ to }) => to <= at).map(({ to }) => to), Number.NEGATIVE_INFINITY);
}
