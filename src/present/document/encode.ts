import type { Cause } from '../../domain/cause.ts';
import type { Job, Sighting } from '../../domain/job.ts';
import { outcomeOf } from '../../domain/outcome.ts';
import type { Run } from '../../domain/run.ts';
import type { Host, Snapshot, SourceState } from '../../domain/snapshot.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { Trend } from '../../domain/trend/trend.ts';
import { isoTime } from '../../text/iso-time.ts';
import { ageOf } from '../ages.ts';
import { expectedRun } from '../columns/next-run.ts';
// Types only: the schema's library is not loaded to print a document.
import type { DocumentObject, HostObject, JobObject } from './schema.ts';

/** The document without its lists of jobs and hosts, which are encoded one by one. */
export type DocumentHead = Omit<DocumentObject, 'jobs' | 'hosts'>;

export function encodeHead({ generatedAt, sources, summary }: Snapshot): DocumentHead {
  return {
    schemaVersion: 1,
    generatedAt: ownTime(generatedAt),
    sources: sources.map(encodeSource),
    summary: { ...summary },
  };
}

/** `now` is the snapshot's `generatedAt`. */
export function encodeJob(job: Job, now: EpochMs): JobObject {
  const next = expectedRun(job, now);
  return {
    id: job.id,
    host: job.host,
    path: job.path,
    pathExact: job.pathExact,
    metric: job.metric,
    instance: job.instance,
    status: job.status,
    cause: job.cause && encodeCause(job.cause),
    otherCauses: job.otherCauses.map(encodeCause),
    lastRun: encodeRun(job.lastRun, now),
    lastSuccessAt: isoTime(job.lastSuccessAt),
    runningSince: isoTime(job.runningSince),
    maxAgeSeconds: job.maxAge.seconds,
    maxAgeFrom: job.maxAge.from,
    medianSeconds: job.trend?.durations?.medianSeconds ?? null,
    schedule: job.schedule,
    nextRunAt: isoTime(next?.at ?? null),
    nextRunFrom: next?.from ?? null,
    trend: encodeTrend(job.trend),
    alerts: job.alerts.map(({ name, state, activeAt, severity, summary }) => ({
      name,
      state,
      activeAt: isoTime(activeAt),
      severity,
      summary,
    })),
    rules: [...job.rules],
    dbPath: job.dbPath,
    declaredBy: job.declaredBy.map(({ origin, where }) => ({ origin, where })),
    seen: { prometheus: encodeSighting(job.seen.prometheus, now), exporter: encodeSighting(job.seen.exporter, now) },
  };
}

export function encodeHost({ host, instance, exporter, textfileErrors, jobs, lastScrapeAt, cause }: Host): HostObject {
  return {
    host,
    instance,
    exporter: { url: exporter.url, up: exporter.up, error: exporter.error },
    textfileErrors,
    jobs,
    lastScrapeAt: isoTime(lastScrapeAt),
    cause: cause && encodeCause(cause),
  };
}

export function encodeSource({
  kind,
  name,
  url,
  ok,
  fetchedAt,
  durationMs,
  error,
  hint,
  warnings,
}: SourceState): DocumentObject['sources'][number] {
  return { kind, name, url, ok, fetchedAt: ownTime(fetchedAt), durationMs, error, hint, warnings: [...warnings] };
}

export function encodeRun(run: Run | null, now: EpochMs): JobObject['lastRun'] {
  if (run === null) return null;
  const { startedAt, durationSeconds, exitCode } = run;
  return {
    startedAt: isoTime(startedAt),
    ageSeconds: ageOf(startedAt, now),
    durationSeconds,
    exitCode,
    outcome: exitCode === null ? null : outcomeOf(exitCode),
  };
}

function encodeTrend(trend: Trend | null): JobObject['trend'] {
  if (trend === null) return null;
  const { runs, failedRuns, knownSince, failing, durations, rhythm, recent } = trend;
  return {
    knownSince: isoTime(knownSince),
    runs,
    failedRuns,
    failuresInARow: failing?.runs ?? 0,
    failingSince: isoTime(failing?.since ?? null),
    failingSinceExact: failing?.sinceExact ?? null,
    durations: durations && { ...durations },
    everySeconds: rhythm?.everySeconds ?? null,
    recentRuns: recent.map(({ startedAt, durationSeconds, exitCode }) => ({
      startedAt: isoTime(startedAt),
      durationSeconds,
      exitCode,
    })),
  };
}

function encodeSighting(sighting: Sighting | null, now: EpochMs): JobObject['seen']['prometheus'] {
  if (sighting === null) return null;
  return {
    source: sighting.source,
    at: isoTime(sighting.at),
    stale: sighting.stale,
    lastRun: encodeRun(sighting.lastRun, now),
  };
}

function encodeCause({ code, message, evidence, next }: Cause): NonNullable<JobObject['cause']> {
  return { code, message, evidence: [...evidence], next };
}

/** A moment by our own clock, which is always one. */
function ownTime(at: EpochMs): string {
  return new Date(at).toISOString();
}
