import type { Metric } from '../../domain/metric.ts';
import { munge } from '../../domain/metric-name.ts';
import { addressOf, firstLabel, nameOfTarget } from './host-name.ts';
import type { InstanceGroup } from './instance-group.ts';

/** Finds the instance that a declared job belongs to, by the names that its machine goes by. */
export class HostIndex {
  readonly #byName = new Map<string, InstanceGroup>();
  /** Names without a dot. */
  readonly #byShortName = new Map<string, InstanceGroup>();
  /** First labels of names with one. */
  readonly #byFirstLabel = new Map<string, InstanceGroup>();

  constructor(groups: readonly InstanceGroup[]) {
    // The name that the machine gives itself beats the names that others give it.
    for (const group of groups) if (group.nodename !== null) this.#add(group.nodename, group);
    for (const group of groups) for (const name of group.ownScrapeJobs) this.#add(name, group);
    for (const group of groups) this.#add(addressOf(group.instance), group);
  }

  /** By a host's name; where one of two names is short, by the first label of the other. */
  byHost(host: string): InstanceGroup | null {
    const whole = this.#byName.get(host.toLowerCase());
    if (whole) return whole;
    const label = firstLabel(host).toLowerCase();
    return (label === host.toLowerCase() ? this.#byFirstLabel : this.#byShortName).get(label) ?? null;
  }

  /** By the longest host name that a metric begins with, with that name. */
  byMetric(metric: Metric): { readonly group: InstanceGroup; readonly prefix: string } | null {
    for (let end = metric.lastIndexOf('__'); end > 0; end = metric.lastIndexOf('__', end - 1)) {
      const group = this.#byName.get(metric.slice(0, end).toLowerCase());
      if (group) return { group, prefix: metric.slice(0, end) };
    }
    return null;
  }

  #add(name: string, group: InstanceGroup): void {
    const label = firstLabel(name);
    addFirst(this.#byName, name, group);
    addFirst(this.#byName, munge(name), group);
    addFirst(label === name ? this.#byShortName : this.#byFirstLabel, label, group);
  }
}

function addFirst(index: Map<string, InstanceGroup>, name: string, group: InstanceGroup): void {
  const key = name.toLowerCase();
  if (key !== '' && !index.has(key)) index.set(key, group);
}

/** The names that a group's machine may have in its metrics, most certain first. */
export function hostNamesOf(group: InstanceGroup): readonly string[] {
  const names = group.nodename === null ? [] : [group.nodename, firstLabel(group.nodename)];
  return [...new Set([...names, ...group.ownScrapeJobs])];
}

/** The host's name without any metric to read it from. */
export function hostNameOf(group: InstanceGroup): string {
  return group.nodename ?? nameOfTarget(group.instance, group.ownScrapeJobs);
}
