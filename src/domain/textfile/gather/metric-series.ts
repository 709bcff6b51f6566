import type { Labels, Metric, Part, ReadFamily, Sample } from '../read/family.ts';
import { partLabel } from '../read/family.ts';
import { byName } from '../read/family-set.ts';
import { formatGoNumber } from '../read/go-number.ts';
import { seriesText } from './series-text.ts';

/** What one metric of a file becomes. */
export interface MetricSeries {
  /** As node_exporter serves them; a summary always has a sum and a count, a histogram its last bucket too. */
  readonly texts: readonly string[];
  /** Lines whose value is nowhere in these: with the line that took their place, or `null` where they tell no part. */
  readonly unused: readonly UnusedLine[];
}

export interface UnusedLine {
  readonly sample: Sample;
  readonly later: Sample | null;
}

/** `labels`: all that the family has, sorted. */
export function metricSeries(family: ReadFamily, metric: Metric, labels: Labels): MetricSeries {
  if (partLabel(family.type) === null) return { texts: [seriesText(family.name, labels)], unused: [] };
  const last = new Map<string, Sample>();
  for (const sample of metric.samples) last.set(partKey(sample.part), sample);
  const unused = metric.samples.flatMap((sample): readonly UnusedLine[] => {
    if (sample.part === null) return [{ sample, later: null }];
    const later = last.get(partKey(sample.part)) as Sample;
    return later === sample ? [] : [{ sample, later }];
  });
  return { texts: partedTexts(family, labels, [...last.values()]), unused };
}

/** The labels of each metric of a family: node_exporter adds those that others in the same file have, with an empty value. */
export function filledLabels(family: ReadFamily): readonly Labels[] {
  const names = new Set(family.metrics.flatMap(({ labels }) => labels.map(([name]) => name)));
  return family.metrics.map(({ labels }) => {
    const own = new Set(labels.map(([name]) => name));
    const missing = [...names].filter((name) => !own.has(name)).map((name) => [name, ''] as const);
    return [...labels, ...missing].sort(byName);
  });
}

function partedTexts({ name, type }: ReadFamily, labels: Labels, samples: readonly Sample[]): readonly string[] {
  const bounds = new Set<number>(type === 'histogram' ? [Number.POSITIVE_INFINITY] : []);
  for (const { part } of samples) if (part !== null && typeof part === 'object') bounds.add(part.bound);
  const bounded = type === 'histogram' ? `${name}_bucket` : name;
  const label = type === 'histogram' ? 'le' : 'quantile';
  return [
    ...Array.from(bounds, (bound) => seriesText(bounded, [...labels, [label, formatGoNumber(bound)]])),
    seriesText(`${name}_sum`, labels),
    seriesText(`${name}_count`, labels),
  ];
}

/** The same for -0 and 0, as it is in Go's maps. */
function partKey(part: Part): string {
  if (part === null || typeof part === 'string') return String(part);
  return `bound ${part.bound}`;
}
