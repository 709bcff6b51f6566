import type { DeclaredJob } from '../domain/declared-job.ts';
import type { Metric } from '../domain/metric.ts';
import { metricsOf } from '../domain/metric-name.ts';
import type { EpochMs, Seconds } from '../domain/time.ts';
import type { Prometheus } from '../sources/prometheus/client.ts';
import { readDurationMedians } from '../sources/prometheus/history/duration-medians.ts';
import { readLastKnown, readLastKnownMetrics } from '../sources/prometheus/history/last-known.ts';
import type { PrometheusReading } from '../sources/prometheus/read.ts';
import { targetsOf } from './exporter-addresses.ts';
import type { Gathering } from './gathering.ts';

/** History is dear to ask for and changes slowly. */
const ASK_AGAIN_MS = 10 * 60_000;
/** A median of fewer runs says nothing. */
const FEWEST_RUNS = 5;

/** Adds the medians of earlier runs, if they were not asked for lately. */
export async function mediansFor(client: Prometheus, gathering: Gathering, now: EpochMs): Promise<void> {
  const known = gathering.historyOf(client.source).medians;
  if (known !== null && now - known.at < ASK_AGAIN_MS) return;
  const { medians, warnings } = await readDurationMedians(client, { now });
  const seconds = new Map<string, Seconds>();
  for (const [key, { runs, medianSeconds }] of medians) if (runs >= FEWEST_RUNS) seconds.set(key, medianSeconds);
  gathering.addHistory(client.source, { medians: { at: now, seconds, warnings } });
}

/** Adds what is declared or down and shows nothing now, but did before; asked for again when that is something else, or after a while. */
export async function lastKnownFor(
  client: Prometheus,
  reading: PrometheusReading,
  gathering: Gathering,
  now: EpochMs,
): Promise<boolean> {
  const instances = targetsOf(reading).flatMap(({ health, instance }) => (health === 'down' ? [instance] : []));
  const metrics = absentMetrics(gathering.declared(), reading);
  const askedFor = [...instances, ...metrics].join('\0');
  const known = gathering.historyOf(client.source).lastKnown;
  if (known?.askedFor === askedFor && now - known.at < ASK_AGAIN_MS) return false;
  if (askedFor === '' && known === null) return false;
  const found = await Promise.all([
    instances.length === 0 ? null : readLastKnown(client, { instances, now }),
    metrics.length === 0 ? null : readLastKnownMetrics(client, { metrics, now }),
  ]);
  gathering.addHistory(client.source, {
    lastKnown: {
      at: now,
      askedFor,
      instances: found.flatMap((each) => each?.instances ?? []),
      warnings: found.flatMap((each) => each?.warnings ?? []),
    },
  });
  return true;
}

function absentMetrics(declared: readonly DeclaredJob[], { instances }: PrometheusReading): readonly Metric[] {
  const shown = new Set<Metric>();
  for (const { runs } of instances) for (const metric of runs.keys()) shown.add(metric);
  const wanted = declared.flatMap(({ target }) =>
    target.by === 'metric' ? [target.metric] : metricsOf(target.host, target.path),
  );
  return [...new Set(wanted)].filter((metric) => !shown.has(metric));
}
