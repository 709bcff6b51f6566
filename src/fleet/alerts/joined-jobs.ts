import type { Job, JobId } from '../../domain/job.ts';
import { type Labels, labelOf } from '../../domain/labels.ts';
import type { Metric } from '../../domain/metric.ts';
import { spelling } from '../../domain/metric-name.ts';

/** Finds the jobs that alerts are about. */
export class JobIndex {
  readonly #byMetric: ReadonlyMap<Metric, readonly Job[]>;
  readonly #bySpelling: ReadonlyMap<string, readonly Job[]>;
  readonly #byName: ReadonlyMap<string, readonly Job[]>;
  readonly #byInstance: ReadonlyMap<string, readonly Job[]>;

  constructor(jobs: readonly Job[]) {
    this.#byMetric = Map.groupBy(jobs, ({ metric }) => metric);
    this.#bySpelling = Map.groupBy(jobs, ({ metric }) => spelling(metric));
    this.#byName = Map.groupBy(jobs, ({ host, path }) => nameKey(host, path));
    this.#byInstance = Map.groupBy(jobs, ({ instance }) => instance ?? '');
  }

  /**
   * The jobs whose series the rule names (or that look like what it names, where it names none that there is); for a rule that names none
   * those with the labels `host` and `path`, else those of its instance, where it speaks of backups at all.
   */
  of(labels: Labels, metrics: readonly Metric[], aboutBackups: boolean): readonly JobId[] {
    // Federated series keep their own instance under this name.
    const instance = labelOf(labels, 'exported_instance') || labelOf(labels, 'instance');
    const named = metrics.flatMap((metric) => this.#named(metric));
    const found = metrics.length > 0 ? named : this.#labelled(labels, instance, aboutBackups);
    const here = found.filter((job) => instance === '' || job.instance === null || job.instance === instance);
    return [...new Set(here.map(({ id }) => id))];
  }

  #named(metric: Metric): readonly Job[] {
    return this.#byMetric.get(metric) ?? this.#bySpelling.get(spelling(metric)) ?? [];
  }

  #labelled(labels: Labels, instance: string, aboutBackups: boolean): readonly Job[] {
    const [host, path] = [labelOf(labels, 'host'), labelOf(labels, 'path')];
    const byName = host === '' || path === '' ? [] : (this.#byName.get(nameKey(host, path)) ?? []);
    if (byName.length > 0 || instance === '' || !aboutBackups) return byName;
    return this.#byInstance.get(instance) ?? [];
  }
}

function nameKey(host: string, path: string): string {
  return `${host}\0${path}`;
}
