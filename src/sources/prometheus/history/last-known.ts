import { type Metric, parseClassicName } from '../../../domain/metric.ts';
import type { InstanceReading } from '../../../domain/reading.ts';
import type { EpochMs } from '../../../domain/time.ts';
import type { SafeText } from '../../../text/safe-text.ts';
import type { Prometheus } from '../client.ts';
import { groupSamples } from '../instances/group-samples.ts';
import { identityOf } from '../instances/identity.ts';
import { joinedKey } from '../joined-key.ts';
import type { Labels } from '../sample.ts';
import { classicSeries, lastOfInstances, oneOf } from '../selectors.ts';
import { lastSeen } from './last-seen.ts';
import { type Values, valuesAt } from './values-at.ts';

/** Readings with `stale: true`, whose `at` is when the values were last there. */
export interface LastKnown {
  readonly instances: readonly InstanceReading[];
  readonly warnings: readonly SafeText[];
}

const SAME = 'instance, job, exported_instance, exported_job';

/**
 * The last values of instances that are silent now, up to 30 days back. An instance is known by its `node_textfile_scrape_error`.
 * `at` is the last scrape.
 */
export async function readLastKnown(
  client: Prometheus,
  { instances, now }: { readonly instances: readonly string[]; readonly now: EpochMs },
): Promise<LastKnown> {
  const series = (batch: readonly string[]) =>
    [`instance=~${oneOf(batch)},exported_instance=""`, `exported_instance=~${oneOf(batch)}`].map(
      (matchers) => `node_textfile_scrape_error{${matchers}}`,
    );
  const found = await lastSeen(client, {
    wanted: instances,
    now,
    series,
    moments: (batch, lastMoment) => `max by (${SAME}) (${series(batch).map(lastMoment).join(' or ')})`,
    nameOf: (labels) => identityOf(labels).instance,
    keyOf: instanceKey,
  });
  const values = await valuesAt(client, found.seen, lastOfInstances, ({ labels }) => instanceKey(labels));
  return lastKnown(client, found.warnings, values);
}

/**
 * The last values of jobs that have no series now though their exporter may be up, up to 30 days back: of each instance that had them.
 * An instance comes once for each moment. `at` is right to a second, but up to 5 minutes too late where a series ended without a stale
 * marker (federation, some remote writers): it looks present until then.
 */
export async function readLastKnownMetrics(
  client: Prometheus,
  { metrics, now }: { readonly metrics: readonly Metric[]; readonly now: EpochMs },
): Promise<LastKnown> {
  const series = (batch: readonly string[]) => classicSeries(batch as readonly Metric[], 'run_start');
  const nameIn = (labels: Labels) => labels.series ?? labels.__name__;
  const found = await lastSeen(client, {
    wanted: metrics,
    now,
    series: (batch) => [series(batch)],
    // timestamp() takes the name away, and with it what tells two jobs apart.
    moments: (batch, lastMoment) =>
      `max by (${SAME}, series) (${lastMoment(`label_replace(${series(batch)}, "series", "$1", "__name__", "(.+)")`)})`,
    nameOf: (labels) => parseClassicName(nameIn(labels) ?? '')?.metric ?? '',
    keyOf: (labels) => metricKey(labels, nameIn(labels)),
  });
  const values = await valuesAt(
    client,
    found.seen,
    (names, seconds) => `last_over_time(${classicSeries(names as readonly Metric[])}[${seconds}s])`,
    ({ labels }) => metricKey(labels, labels.__name__),
  );
  return lastKnown(client, found.warnings, values);
}

function lastKnown(client: Prometheus, warnings: readonly SafeText[], { samples, warnings: more }: Values): LastKnown {
  const groups = Array.from(samples, ([at, group]) =>
    groupSamples(group, { source: client.source, stale: true, at: () => at }),
  );
  return {
    instances: groups.flatMap((group) => group.instances),
    warnings: [...warnings, ...more, ...groups.flatMap((group) => group.warnings)],
  };
}

function instanceKey(labels: Labels): string {
  const { instance, scrapeJob } = identityOf(labels);
  return joinedKey(instance, scrapeJob);
}

function metricKey(labels: Labels, name: string | undefined): string {
  return joinedKey(instanceKey(labels), parseClassicName(name ?? '')?.metric ?? '');
}
