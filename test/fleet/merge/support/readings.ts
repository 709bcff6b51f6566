import type { DeclaredJob } from '../../../../src/domain/declared-job.ts';
import type { Job } from '../../../../src/domain/job.ts';
import { asMetric, type Metric } from '../../../../src/domain/metric.ts';
import type { InstanceReading, LabelledRun, SourceId } from '../../../../src/domain/reading.ts';
import type { AlertRule } from '../../../../src/domain/rule.ts';
import type { Run } from '../../../../src/domain/run.ts';
import type { Snapshot } from '../../../../src/domain/snapshot.ts';
import type { Target } from '../../../../src/domain/target.ts';
import type { PastRun } from '../../../../src/domain/trend/past-run.ts';
import { merge } from '../../../../src/fleet/merge/merge.ts';
import type { DirectOutcome, JudgeSettings, Readings } from '../../../../src/fleet/merge/readings.ts';
import { latelyOf } from '../../../../src/sources/lately.ts';
import { jobKey } from '../../../../src/sources/prometheus/history/job-key.ts';
import { visible } from '../../../../src/text/safe-text.ts';

export const NOW = Date.UTC(2026, 10, 24, 12, 0, 0);
export const HOUR = 3600;
const PROMETHEUS: SourceId = 'prometheus:default';

/** `hours` ago. */
export function hoursAgo(hours: number): number {
  return NOW - hours * HOUR * 1000;
}

export function run(hours: number | null, exitCode: number | null = 0, durationSeconds: number | null = 60): Run {
  return { startedAt: hours === null ? null : hoursAgo(hours), durationSeconds, exitCode };
}

export interface ReadingParts {
  source?: SourceId;
  instance?: string;
  scrapeJob?: string | null;
  nodename?: string | null;
  at?: number;
  stale?: boolean;
  runs?: Record<string, Run>;
  labelled?: readonly LabelledRun[];
  textfileError?: boolean | null;
  /** Names without folder; `null`: one for each run, written when it ended. */
  files?: Record<string, number> | null;
  filesByMetric?: Record<string, readonly string[]>;
  gatheringErrors?: number | null;
  /** Not known, unless said otherwise or there never were any. */
  gatheringErrorsLately?: number | null;
}

/** Of host `web` at `10.0.0.1:9100`, by Prometheus, ten seconds ago, unless said otherwise. */
export function reading(parts: ReadingParts = {}): InstanceReading {
  const runs = new Map<Metric, Run>(Object.entries(parts.runs ?? {}).map(([metric, each]) => [asMetric(metric), each]));
  const files =
    parts.files ??
    Object.fromEntries(
      Array.from(runs, ([metric, each]) => [
        `duplicati_${metric}.prom`,
        (each.startedAt ?? 0) + (each.durationSeconds ?? 0) * 1000,
      ]),
    );
  return {
    source: parts.source ?? PROMETHEUS,
    instance: parts.instance ?? '10.0.0.1:9100',
    scrapeJob: parts.scrapeJob === undefined ? 'web' : parts.scrapeJob,
    at: parts.at ?? NOW - 10_000,
    stale: parts.stale ?? false,
    nodename: parts.nodename === undefined ? 'web' : parts.nodename,
    runs,
    labelled: parts.labelled ?? [],
    textfileError: parts.textfileError === undefined ? false : parts.textfileError,
    textFiles: Object.entries(files).map(([file, modifiedAt]) => ({ file: `/textfiles/${file}`, modifiedAt })),
    filesByMetric: new Map(Object.entries(parts.filesByMetric ?? {}).map(([metric, each]) => [asMetric(metric), each])),
    gatheringErrors: parts.gatheringErrors === undefined ? 0 : parts.gatheringErrors,
    gatheringErrorsLately:
      parts.gatheringErrorsLately ?? latelyOf(parts.gatheringErrors === undefined ? 0 : parts.gatheringErrors),
    problems: [],
  };
}

export function fromExporter(parts: ReadingParts = {}): InstanceReading {
  return reading({ source: 'exporter:http://10.0.0.1:9100/metrics', at: NOW - 1000, ...parts });
}

export function target(parts: Partial<Target> = {}): Target {
  const instance = parts.instance ?? '10.0.0.1:9100';
  return {
    source: PROMETHEUS,
    instance,
    scrapeJob: 'web',
    scrapeUrl: `http://${instance}/metrics`,
    health: 'up',
    lastError: null,
    lastScrapeAt: NOW - 10_000,
    scrapeIntervalSeconds: 15,
    ...parts,
  };
}

export function direct(
  answer: 'answered' | 'refused' | 'unreachable' | 'bad-answer',
  parts: Partial<DirectOutcome> = {},
): DirectOutcome {
  const instance = parts.instance ?? '10.0.0.1:9100';
  const url = `http://${instance}/metrics`;
  return {
    instance,
    scrapeJob: 'web',
    answer:
      answer === 'answered'
        ? { kind: 'answered', url, at: NOW - 1000 }
        : { kind: 'failed', url, why: answer, message: visible(answer) },
    ...parts,
  };
}

/** The classic pair of rules of the field for a metric. */
export function rulesFor(metric: string, parts: Partial<AlertRule> = {}): readonly AlertRule[] {
  const common = {
    source: PROMETHEUS,
    group: 'Amaterasu',
    metrics: [asMetric(metric)],
    labelled: false,
    health: 'ok',
    lastError: null,
    alerts: [],
  } as const;
  return [
    {
      ...common,
      name: `MONITORED DUPLICATI JOB ${metric} DIDNT START IN 24hrs`,
      expression: `time() - duplicati_${metric}_last_run_start > 86400 or absent(duplicati_${metric}_last_run_start)`,
      absentMetrics: [asMetric(metric)],
      maxAgeSeconds: 86_400,
      ...parts,
    },
    {
      ...common,
      name: `MONITORED DUPLICATI JOB ${metric} HAD FAILURE`,
      expression: `duplicati_${metric}_last_exitcode > 9`,
      absentMetrics: [],
      maxAgeSeconds: null,
      ...parts,
    },
  ];
}

/** A job that one of these rules declares, as `sources/declared` makes it. */
export function declaredByRule(metric: string): DeclaredJob {
  return {
    origin: 'rule',
    where: `rule of ${metric}`,
    target: { by: 'metric', metric: asMetric(metric) },
    maxAgeSeconds: 86_400,
    schedule: null,
  };
}

export function declaredByConfig(host: string, path: string, more: Partial<DeclaredJob> = {}): DeclaredJob {
  return {
    origin: 'config',
    where: 'config.yml:3',
    target: { by: 'path', host, path },
    maxAgeSeconds: null,
    schedule: null,
    ...more,
  };
}

export function labelled(parts: Partial<LabelledRun> = {}): LabelledRun {
  return {
    host: 'web',
    path: '/srv',
    lastStartAt: hoursAgo(2),
    lastCompletionAt: hoursAgo(2) + 60_000,
    lastSuccessAt: hoursAgo(2) + 60_000,
    durationSeconds: 60,
    exitCode: 0,
    attempts: 1,
    running: false,
    dbPath: null,
    wrapperVersion: '1',
    ...parts,
  };
}

export function snapshotOf(readings: Partial<Readings>, settings: Partial<JudgeSettings> = {}): Snapshot {
  return merge(
    {
      sources: [],
      instances: [],
      targets: [],
      targetsKnown: true,
      unanswered: [],
      direct: [],
      rules: [],
      declared: [],
      past: [],
      ...readings,
    },
    { defaultMaxAgeSeconds: 86_400, ignoreCauses: new Set(), ...settings },
    NOW,
  );
}

/** What Prometheus remembers of a job at `10.0.0.1:9100`: runs a day apart by how they ended, the last one a day before `run(2)`. */
export function nightlyRuns(
  metric: string,
  exitCodes: readonly number[],
  durationSeconds = 60,
): ReadonlyMap<string, readonly PastRun[]> {
  const runs = exitCodes.map((exitCode, at): PastRun => {
    const startedAt = hoursAgo(2 + 24 * (exitCodes.length - at));
    return { startedAt, durationSeconds, exitCode, sampledSeconds: 6 * HOUR };
  });
  return new Map([[jobKey('10.0.0.1:9100', asMetric(metric)), runs]]);
}

/** The only job of a snapshot. */
export function onlyJob(snapshot: Snapshot): Job {
  const [job, ...more] = snapshot.jobs;
  if (!job || more.length > 0)
    throw new Error(`${snapshot.jobs.length} jobs: ${snapshot.jobs.map(({ id }) => id).join(', ')}`);
  return job;
}

/** `failed exit-failed`, `ok`: what a job was judged, in short. */
export function verdict({ status, cause }: Pick<Job, 'status' | 'cause'>): string {
  return cause === null ? status : `${status} ${cause.code}`;
}
