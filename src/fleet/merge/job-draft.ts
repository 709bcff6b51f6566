import type { DeclaredJob } from '../../domain/declared-job.ts';
import type { Sighting } from '../../domain/job.ts';
import { asMetric, type Metric } from '../../domain/metric.ts';
import { betterMetric, classicMetric, guessJob } from '../../domain/metric-name.ts';
import type { InstanceReading, LabelledRun } from '../../domain/reading.ts';
import type { Run } from '../../domain/run.ts';
import { hostNameOf, hostNamesOf } from './host-index.ts';
import { dropsFiles, type InstanceGroup } from './instance-group.ts';

/** A job found on an instance or declared for it, before rules and judgement. */
export interface JobDraft {
  readonly group: InstanceGroup | null;
  readonly host: string;
  readonly path: string;
  readonly pathExact: boolean;
  readonly metric: Metric;
  readonly labelled: LabelledRun | null;
  readonly seen: { readonly prometheus: Sighting | null; readonly exporter: Sighting | null };
  /** No live source shows it. */
  readonly stale: boolean;
  readonly declared: readonly DeclaredJob[];
  /** Other paths of the same instance that share the series. */
  readonly sharesSeriesWith: readonly string[];
}

/** Declared jobs by each metric that they may have. */
export type DeclaredIndex = ReadonlyMap<Metric, readonly DeclaredJob[]>;

/** The jobs that an instance's readings show, live or last known. `declared` makes paths exact and is attached where it is of the same name. */
export function shownJobs(group: InstanceGroup, declared: DeclaredIndex): readonly JobDraft[] {
  const labelled = labelledJobs(group);
  const metrics = new Set<Metric>(labelled.keys());
  for (const reading of readingsOf(group)) for (const metric of reading.runs.keys()) metrics.add(metric);
  for (const metric of unservedMetrics(group.exporter)) metrics.add(metric);
  const names = hostNamesOf(group);
  return Array.from(metrics).flatMap((metric) =>
    jobsOfMetric(group, metric, names, labelled.get(metric) ?? [], declared.get(metric) ?? []),
  );
}

function jobsOfMetric(
  group: InstanceGroup,
  metric: Metric,
  names: readonly string[],
  labelled: readonly LabelledJob[],
  declaredHere: readonly DeclaredJob[],
): readonly JobDraft[] {
  const exact = new Map<string, { host: string; labelled: LabelledJob | null }>();
  for (const job of labelled) exact.set(job.path, { host: job.host, labelled: job });
  const candidates = declaredHere.filter((job) => isOf(job, metric, names, exact, dropsFiles(group)));
  for (const { origin, target } of candidates) {
    if (origin !== 'host' && target.by === 'path' && !exact.has(target.path))
      exact.set(target.path, { host: target.host, labelled: null });
  }
  // Of several paths that a host was seen to have, nobody knows which one is still a job.
  const seenOnHost = new Set(candidates.flatMap(({ origin, target }) => (isSeen(origin, target) ? [target.path] : [])));
  const [onlySeen] = seenOnHost;
  if (exact.size === 0 && seenOnHost.size === 1 && onlySeen !== undefined)
    exact.set(onlySeen, { host: hostNameOf(group), labelled: null });
  const declared = candidates.filter(({ origin, target }) => !isSeen(origin, target) || exact.has(target.path));
  const classic = { prometheus: sighting(group.prometheus, metric), exporter: sighting([group.exporter], metric) };
  if (exact.size === 0) {
    const guessed = guessJob(metric, names);
    return [
      draft(group, {
        ...guessed,
        pathExact: false,
        metric,
        labelled: null,
        seen: classic,
        declared,
        sharesSeriesWith: [],
      }),
    ];
  }
  const paths = [...exact.keys()];
  return paths.map((path) => {
    const { host, labelled: own } = exact.get(path) ?? { host: hostNameOf(group), labelled: null };
    return draft(group, {
      host: group.nodename ?? host,
      path,
      pathExact: true,
      metric,
      labelled: own?.said[0]?.run ?? null,
      // The classic series holds whichever path ran last: where the labelled family tells them apart, it speaks for each.
      seen: own === null ? classic : fuller(classic, labelledSightings(own), paths.length > 1),
      declared: declared.filter(({ target }) => target.by === 'metric' || target.path === path),
      sharesSeriesWith: paths.filter((other) => other !== path),
    });
  });
}

function isSeen(
  origin: DeclaredJob['origin'],
  target: DeclaredJob['target'],
): target is Extract<DeclaredJob['target'], { by: 'path' }> {
  return origin === 'host' && target.by === 'path';
}

/**
 * Whether a declaration means the job of this metric. With a refused character in it, its own file may be the one that was dropped, and
 * the series those of another path.
 */
function isOf(
  { target }: DeclaredJob,
  metric: Metric,
  names: readonly string[],
  labelled: ReadonlyMap<string, unknown>,
  dropped: boolean,
): boolean {
  if (target.by === 'metric' || !dropped || labelled.has(target.path)) return true;
  return [...names, target.host].some((name) => classicMetric(name, target.path) === metric);
}

/** What each source says by both families: the labelled one where it alone is of this path, knows a later run, or knows more of it. */
function fuller(classic: JobDraft['seen'], labelled: JobDraft['seen'], shared: boolean): JobDraft['seen'] {
  const choose = (one: Sighting | null, other: Sighting | null): Sighting | null => {
    if (shared || one?.lastRun == null) return other ?? one;
    if (other?.lastRun == null) return one;
    const later = (other.lastRun.startedAt ?? 0) - (one.lastRun.startedAt ?? 0) > START_TOLERANCE_MS;
    return later || one.lastRun.exitCode === null ? other : one;
  };
  return {
    prometheus: choose(classic.prometheus, labelled.prometheus),
    exporter: choose(classic.exporter, labelled.exporter),
  };
}

/** The two families may round one start differently. */
const START_TOLERANCE_MS = 2000;
const JOB_FILE = /^duplicati_(?!job_)(.+__.+)\.prom$/;

/** Jobs whose file was read, though nothing on the page comes from it. */
function unservedMetrics(page: InstanceReading | null): readonly Metric[] {
  if (page === null) return [];
  const served = new Set([...page.filesByMetric.values()].flat());
  return page.textFiles.flatMap(({ file }) => {
    const [, metric] = JOB_FILE.exec(file.slice(file.lastIndexOf('/') + 1)) ?? [];
    return metric === undefined || served.has(file) ? [] : [asMetric(metric)];
  });
}

function draft(group: InstanceGroup, found: Omit<JobDraft, 'group' | 'stale'>): JobDraft {
  const { exporter, prometheus } = found.seen;
  if (exporter !== null || prometheus !== null)
    return { ...found, group, stale: (exporter?.stale ?? true) && (prometheus?.stale ?? true) };
  const by = (kind: 'prometheus' | 'exporter') =>
    sighting(
      group.lastKnown.filter(({ source }) => source.startsWith(`${kind}:`)),
      found.metric,
    );
  return { ...found, seen: { prometheus: by('prometheus'), exporter: by('exporter') }, group, stale: true };
}

/** The newest reading that has the job's classic series. */
function sighting(readings: readonly (InstanceReading | null)[], metric: Metric): Sighting | null {
  for (const reading of readings) {
    const lastRun = reading?.runs.get(metric);
    if (reading && lastRun) return { source: reading.source, at: reading.at, stale: reading.stale, lastRun };
  }
  return null;
}

function labelledSightings({ said }: LabelledJob): JobDraft['seen'] {
  const by = (kind: 'prometheus' | 'exporter'): Sighting | null => {
    const found = said.find(({ reading }) => reading.source.startsWith(`${kind}:`));
    if (!found) return null;
    const { reading, run } = found;
    return { source: reading.source, at: reading.at, stale: reading.stale, lastRun: completedRun(run) };
  };
  return { prometheus: by('prometheus'), exporter: by('exporter') };
}

/** The last run that ended, as the labelled family tells it; while one runs, the start is that of the new one. */
function completedRun(run: LabelledRun): Run | null {
  const { lastStartAt, lastCompletionAt, durationSeconds, exitCode } = run;
  if (lastCompletionAt === null && exitCode === null && run.running === true) return null;
  const began =
    lastCompletionAt === null || durationSeconds === null ? null : lastCompletionAt - durationSeconds * 1000;
  const startedAt = run.running === true ? began : (lastStartAt ?? began);
  if (startedAt === null && durationSeconds === null && exitCode === null) return null;
  return { startedAt, durationSeconds, exitCode };
}

/** A job of the labelled family, with what each reading says of it, newest first. */
interface LabelledJob {
  readonly host: string;
  readonly path: string;
  readonly said: { readonly reading: InstanceReading; readonly run: LabelledRun }[];
}

/** Labelled jobs by the metric of the classic series that belong to them. */
function labelledJobs(group: InstanceGroup): ReadonlyMap<Metric, readonly LabelledJob[]> {
  const readings = readingsOf(group);
  const jobs = new Map<string, LabelledJob>();
  for (const reading of readings) {
    for (const run of reading.labelled) {
      const key = `${run.host}\0${run.path}`;
      const job = jobs.get(key);
      if (job) job.said.push({ reading, run });
      else jobs.set(key, { host: run.host, path: run.path, said: [{ reading, run }] });
    }
  }
  return Map.groupBy(jobs.values(), ({ host, path }) => {
    const classic = classicMetric(host, path);
    return readings.some(({ runs }) => runs.has(classic)) ? classic : betterMetric(host, path);
  });
}

/** Newest first: the exporter itself, what Prometheus has, what it last knew. */
function readingsOf(group: InstanceGroup): readonly InstanceReading[] {
  return [group.exporter, ...group.prometheus, ...group.lastKnown].filter((reading) => reading !== null);
}
