import type { DeclaredJob } from '../../domain/declared-job.ts';
import type { Job } from '../../domain/job.ts';
import type { Metric } from '../../domain/metric.ts';
import { betterMetric, munge, refusedCharacter, spelling } from '../../domain/metric-name.ts';
import type { Seconds } from '../../domain/time.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import { ageAllowedBy } from './schedule-age.ts';

/** A job that alert rules are to watch. */
export interface WatchedJob {
  /** The name of its series as node_exporter takes it: what the wrapper makes of host and path. */
  readonly metric: Metric;
  /** What `duptop show` finds it by: `host:path` where the path is certain, else its metric. */
  readonly name: string;
  /** As the labelled family has them; `null` where only the metric is known. */
  readonly target: { readonly host: string; readonly path: string } | null;
  /** How old its last start may be. */
  readonly maxAgeSeconds: Seconds;
}

/** The jobs to watch, by metric, and what about their declarations a person should know. */
export interface WatchList {
  readonly jobs: readonly WatchedJob[];
  readonly notes: readonly SafeText[];
}

/**
 * The jobs that declarations ask to be watched. Those named by host and path come first: the wrapper's own munging makes their metric, and a
 * metric that only means the same (a slash too few, a `-`) is left out. Of several declarations of one job the first says its age.
 */
export function declaredWatchList(declared: readonly DeclaredJob[], defaultSeconds: Seconds): WatchList {
  const watching = new Watching(defaultSeconds);
  for (const job of declared) if (job.target.by === 'path') watching.addPath(job, job.target);
  for (const job of declared) if (job.target.by === 'metric') watching.addMetric(job, job.target.metric);
  return watching.list();
}

/** The jobs of a snapshot: those that some source has shown, and those that are declared by more than a loaded rule, whose name may be wrong. */
export function fleetWatchList(jobs: readonly Job[], defaultSeconds: Seconds): WatchList {
  const watched = new Map<Metric, WatchedJob>();
  const notes: SafeText[] = [];
  for (const job of jobs) {
    const shown = job.seen.prometheus !== null || job.seen.exporter !== null;
    if (!shown && job.declaredBy.every(({ origin }) => origin === 'rule')) continue;
    const metric = munged(job.metric);
    const known = watched.get(metric);
    if (known)
      notes.push(
        say`${job.id} and ${known.name} share the series duplicati_${metric}_…: one pair of rules watches both`,
      );
    else watched.set(metric, watchedOf(job, metric, defaultSeconds));
  }
  return { jobs: byMetric([...watched.values()]), notes };
}

function watchedOf(
  { host, path, pathExact, maxAge, schedule }: Job,
  metric: Metric,
  defaultSeconds: Seconds,
): WatchedJob {
  const own = maxAge.from === 'config' || maxAge.from === 'rule' ? maxAge.seconds : null;
  const maxAgeSeconds = own ?? ageAllowedBy(schedule, defaultSeconds);
  return {
    metric,
    name: pathExact ? `${host}:${path}` : metric,
    target: pathExact ? { host, path } : null,
    maxAgeSeconds,
  };
}

class Watching {
  readonly #defaultSeconds: Seconds;
  readonly #jobs = new Map<Metric, Pick<WatchedJob, 'name' | 'target'>>();
  readonly #ages = new Map<Metric, Seconds>();
  /** Metrics of jobs that are named by host and path, by what they look like. */
  readonly #spellings = new Map<string, Metric>();
  readonly #notes: SafeText[] = [];

  constructor(defaultSeconds: Seconds) {
    this.#defaultSeconds = defaultSeconds;
  }

  addPath(job: DeclaredJob, { host, path }: { readonly host: string; readonly path: string }): void {
    const name = `${host}:${path}`;
    const metric = betterMetric(host, path);
    const known = this.#jobs.get(metric);
    if (known && known.name !== name) {
      this.#notes.push(
        say`${job.where}: ${name} and ${known.name} share the series duplicati_${metric}_…: the later run hides the earlier`,
      );
    }
    if (!known) this.#jobs.set(metric, { name, target: { host, path } });
    this.#spellings.set(spelling(metric), metric);
    this.#addAge(job, metric);
  }

  addMetric(job: DeclaredJob, given: Metric): void {
    const metric = munged(given);
    const twin = this.#jobs.has(metric) ? undefined : this.#spellings.get(spelling(metric));
    if (twin !== undefined) {
      const name = this.#jobs.get(twin)?.name ?? twin;
      this.#notes.push(say`${job.where}: ${given} is left out: the series of ${name} is duplicati_${twin}_…`);
      return;
    }
    if (metric !== given) {
      this.#notes.push(
        say`${job.where}: ${given} can't be the name of a series (a "-" would be a subtraction): the rules watch ${metric}`,
      );
    }
    if (!this.#jobs.has(metric)) this.#jobs.set(metric, { name: metric, target: null });
    this.#addAge(job, metric);
  }

  list(): WatchList {
    const jobs = Array.from(this.#jobs, ([metric, { name, target }]) => {
      return { metric, name, target, maxAgeSeconds: this.#ages.get(metric) ?? this.#defaultSeconds };
    });
    return { jobs: byMetric(jobs), notes: this.#notes };
  }

  #addAge({ maxAgeSeconds, schedule }: DeclaredJob, metric: Metric): void {
    if (this.#ages.has(metric) || (maxAgeSeconds === null && schedule === null)) return;
    this.#ages.set(metric, maxAgeSeconds ?? ageAllowedBy(schedule, this.#defaultSeconds));
  }
}

/** A metric as it may stand in an expression. */
function munged(metric: Metric): Metric {
  return refusedCharacter(metric) === null ? metric : munge(metric);
}

function byMetric(jobs: readonly WatchedJob[]): readonly WatchedJob[] {
  return jobs.toSorted((one, other) => (one.metric < other.metric ? -1 : 1));
}
