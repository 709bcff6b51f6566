import type { Family, Labels, Metric } from './family.ts';

/** A family, and what a name tells beside it: `x_sum` belongs to `x` where that is a summary. */
export interface Resolved {
  readonly family: Family;
  readonly suffix: 'sum' | 'count' | null;
}

const SUM = '_sum';
const COUNT = '_count';
const BUCKET = '_bucket';
/** Endings that a name in a sample may have beside its family's. */
export const PARTED = [
  { type: 'summary', suffixes: [COUNT, SUM] },
  { type: 'histogram', suffixes: [COUNT, SUM, BUCKET] },
] as const;

/** The families of one file while it is read. */
export class FamilySet {
  readonly #byName = new Map<string, Family>();
  /** Metrics of summaries and histograms. */
  readonly #byLabels = new Map<string, Metric>();

  /** The family that a name belongs to by what was read so far; a new one where it belongs to none. */
  resolve(name: string): Resolved {
    const own = this.#byName.get(name);
    if (own !== undefined) return { family: own, suffix: null };
    for (const { type, suffixes } of PARTED) {
      const suffix = suffixes.find((each) => name.length > each.length && name.endsWith(each));
      const family = suffix === undefined ? undefined : this.#byName.get(name.slice(0, -suffix.length));
      if (family?.type === type) return { family, suffix: suffix === SUM ? 'sum' : suffix === COUNT ? 'count' : null };
    }
    const family: Family = { name, type: null, typeLine: null, help: null, metrics: [] };
    this.#byName.set(name, family);
    return { family, suffix: null };
  }

  /** The metric of a summary or histogram with these labels, in whatever order; added where there is none. */
  partedMetric(family: Family, labels: Labels): Metric {
    const key = JSON.stringify([family.name, ...labels.toSorted(byName)]);
    let metric = this.#byLabels.get(key);
    if (metric === undefined) {
      metric = { labels, samples: [] };
      this.#byLabels.set(key, metric);
      family.metrics.push(metric);
    }
    return metric;
  }

  /** In the order in which their names came. */
  all(): readonly Family[] {
    return Array.from(this.#byName.values());
  }
}

/** As node_exporter sorts labels; names are ASCII. */
export function byName([one]: readonly [string, string], [other]: readonly [string, string]): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
