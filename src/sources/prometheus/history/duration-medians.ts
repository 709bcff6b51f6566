import { type Metric, parseClassicName } from '../../../domain/metric.ts';
import type { EpochMs, Seconds } from '../../../domain/time.ts';
import type { SafeText } from '../../../text/safe-text.ts';
import type { Prometheus } from '../client.ts';
import { identityOf } from '../instances/identity.ts';
import { dataOf, outcomeOf, warningsOf } from '../outcome.ts';
import type { Labels, Sample } from '../sample.ts';

/** How long the earlier runs of a job took. */
interface DurationMedian {
  /** How many runs ended in the time that was looked at. */
  readonly runs: number;
  readonly medianSeconds: Seconds;
}

export interface DurationMedians {
  /** By `durationKey` or `labelledDurationKey`. */
  readonly medians: ReadonlyMap<string, DurationMedian>;
  readonly warnings: readonly SafeText[];
}

/** How long the server may work on each of the two queries. */
const TIMEOUT_SECONDS: Seconds = 3;
/**
 * A week in hourly looks, up to one day ago. So a job that starts once a day or more often does not have its present run in it; of one
 * that starts less often there are too few runs to judge. Hourly looks make the median one over time: a run counts as long as it was
 * the last one. Runs more often than hourly are counted as hourly.
 */
const WINDOW = '[7d:1h] offset 1d';

export function durationKey(instance: string, metric: Metric): string {
  return `${instance}\0${metric}`;
}

export function labelledDurationKey(instance: string, host: string, path: string): string {
  return `${instance}\0${host}\0${path}`;
}

/** For the whole fleet, in two instant queries; where they don't come in time, a warning and nothing. */
export async function readDurationMedians(
  client: Prometheus,
  { now }: { readonly now: EpochMs },
): Promise<DurationMedians> {
  const ask = (query: string) => outcomeOf(client.instant(query, { at: now, timeoutSeconds: TIMEOUT_SECONDS }));
  const [medians, changes] = await Promise.all([
    ask(both((series) => `quantile_over_time(0.5, ${series}${WINDOW})`, 'run_seconds', 'last_duration_seconds')),
    ask(both((series) => `changes(${series}${WINDOW})`, 'run_start', 'last_start_timestamp_seconds')),
  ]);
  const runs = new Map<string, number>();
  for (const sample of dataOf(changes) ?? []) {
    const key = keyOf(sample.labels);
    runs.set(key, Math.max(runs.get(key) ?? 0, sample.value));
  }
  return {
    medians: joined(dataOf(medians) ?? [], runs),
    warnings: [...warningsOf('medians of durations', medians), ...warningsOf('numbers of runs', changes)],
  };
}

/** A function over a range takes the name away, which is all that tells classic series apart. */
function both(over: (series: string) => string, classicEnd: string, labelledEnd: string): string {
  const classic = `label_replace({__name__=~"duplicati_.+_last_${classicEnd}"}, "series", "$1", "__name__", "(.+)")`;
  return `${over(classic)} or ${over(`duplicati_job_${labelledEnd}`)}`;
}

function joined(samples: readonly Sample[], runs: ReadonlyMap<string, number>): DurationMedians['medians'] {
  const medians = new Map<string, DurationMedian>();
  for (const { labels, value } of samples) {
    const key = keyOf(labels);
    const count = runs.get(key);
    if (count === undefined || !(value >= 0 && value < Number.POSITIVE_INFINITY) || medians.has(key)) continue;
    medians.set(key, { runs: count, medianSeconds: value });
  }
  return medians;
}

function keyOf(labels: Labels): string {
  const { instance } = identityOf(labels);
  const classic = parseClassicName(labels.series ?? '');
  return classic === null
    ? labelledDurationKey(instance, labels.host ?? '', labels.path ?? '')
    : durationKey(instance, classic.metric);
}
