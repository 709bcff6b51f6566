import { asMetric, type Metric } from '../../domain/metric.ts';
import { betterMetric, classicMetric } from '../../domain/metric-name.ts';
import type { EpochMs, Seconds } from '../../domain/time.ts';
import type { CastHost, CastJob } from './cast.ts';
import { seedOf } from './random.ts';
import { RETENTION_MS, type SimulatedHost, type SimulatedJob, type TextfileFate } from './simulated-host.ts';
import type { Timeline } from './timeline.ts';

const DAY: Seconds = 86_400;
const USUAL_SECONDS: Seconds = 13 * 60;
/** The field's 24 hours, and two more for the run itself: the classic wrapper tells of a run when it ends. */
const MAX_AGE_SECONDS: Seconds = 26 * 3600;
const USUAL_WHY = 'Unable to connect to the remote server (content.dropboxapi.com): Connection timed out';
const JITTER_SECONDS: Seconds = 40;

/** Puts a host with its jobs into time: the demo begins at `startedAt`. */
export function stageHost(
  host: CastHost,
  jobs: readonly CastJob[],
  { seed, startedAt }: { readonly seed: number; readonly startedAt: EpochMs },
): SimulatedHost {
  const at = (seconds: Seconds): EpochMs => startedAt + seconds * 1000;
  const nodename = host.nodename ?? host.name;
  return {
    nodename,
    scrapeJob: host.name,
    edition: host.better === true ? 'better' : 'classic',
    jobs: jobs.map((job) => stageJob(job, host, seedOf(seed, `${host.name}:${job.path}`), startedAt)),
    clockAheadSeconds: host.clockAhead ?? 0,
    outages: (host.outages ?? []).map(({ from, to, kind }) => ({ from: at(from), to: at(to), kind })),
    strayFile: host.strayFile ?? false,
  };
}

function stageJob(job: CastJob, host: CastHost, seed: number, startedAt: EpochMs): SimulatedJob {
  const { path } = job;
  const nodename = host.nodename ?? host.name;
  const metric = host.better === true ? betterMetric(nodename, path) : classicMetric(nodename, path);
  return {
    path,
    metric,
    timeline: timelineOf(job, seed, startedAt),
    textfile: fateOf(job, startedAt),
    watched: watchedBy(job, metric),
    maxAgeSeconds: MAX_AGE_SECONDS,
    onHost: { line: job.line ?? 'on', why: job.why ?? USUAL_WHY, damagedDatabase: job.damagedDatabase ?? false },
  };
}

function timelineOf(job: CastJob, seed: number, startedAt: EpochMs): Timeline {
  const { lastStart, period = DAY, usual = USUAL_SECONDS, runs = {}, failsEach, exitCode = 0, extra } = job;
  const scripted = new Map(Object.entries(runs).map(([number, run]) => [Number(number), run]));
  return {
    seed,
    origin: startedAt + lastStart * 1000,
    periodMs: period * 1000,
    jitterMs: Math.min(JITTER_SECONDS, period / 50) * 1000,
    usualSeconds: usual,
    usualExit: (number) => (failsEach !== undefined && Math.abs(number) % failsEach === 1 ? 100 : exitCode),
    first: Math.ceil(-RETENTION_MS / (period * 1000)),
    last: job.neverRan === true ? Number.NEGATIVE_INFINITY : job.stopped === true ? 0 : Number.POSITIVE_INFINITY,
    scripted,
    known: new Map(),
    extra:
      extra === undefined
        ? []
        : [
            {
              startedAt: startedAt + extra.start * 1000,
              endedAt: startedAt + (extra.start + extra.seconds) * 1000,
              exitCode: extra.exitCode,
              attempts: 1,
            },
          ],
  };
}

function fateOf({ fate, lastStart, period = DAY }: CastJob, startedAt: EpochMs): TextfileFate {
  switch (fate) {
    case 'rejected':
      return { kind: 'rejected' };
    case 'hidden':
      return { kind: 'hidden', copiedAt: startedAt + (lastStart - period / 3) * 1000 };
    case 'removed':
      return { kind: 'removed', at: startedAt + (lastStart * 1000) / 4 };
    default:
      return { kind: 'served' };
  }
}

function watchedBy({ rules }: CastJob, metric: Metric): Metric | null {
  if (rules === 'none') return null;
  return rules === 'without-slash' ? asMetric(metric.replace(/_$/, '')) : metric;
}
