import type { DeclaredJob } from '../domain/declared-job.ts';
import type { Metric } from '../domain/metric.ts';
import { metricsOf } from '../domain/metric-name.ts';
import type { Seconds } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Prometheus } from '../sources/prometheus/client.ts';
import { readDurationMedians } from '../sources/prometheus/history/duration-medians.ts';
import { type LastKnown, readLastKnown, readLastKnownMetrics } from '../sources/prometheus/history/last-known.ts';
import type { PrometheusReading } from '../sources/prometheus/read.ts';
import { withSignal } from '../sources/prometheus/with-signal.ts';
import { SourceError } from '../sources/source-error.ts';
import { say } from '../text/safe-text.ts';
import { targetsOf } from './exporter-addresses.ts';
import type { Gathering } from './gathering.ts';

/** History is dear to ask for and changes slowly. */
const ASK_AGAIN_MS = 10 * 60_000;
/** A median of fewer runs says nothing. */
const FEWEST_RUNS = 5;

/** How long all questions about the past may take in one round: it is worth less than being on time. */
const BUDGET_MS = 5000;

export interface HistoryPorts {
  readonly clock: Clock;
  /** Ends the round. */
  readonly signal: AbortSignal | undefined;
}

/** Adds the medians of earlier runs, if they were not asked for lately. */
export async function mediansFor(client: Prometheus, gathering: Gathering, ports: HistoryPorts): Promise<void> {
  const now = ports.clock.now();
  const known = gathering.historyOf(client.source).medians;
  if (known !== null && now - known.at < ASK_AGAIN_MS) return;
  const found = await inTime(client, ports, (bounded) => readDurationMedians(bounded, { now }));
  const seconds = new Map<string, Seconds>();
  for (const [key, { runs, medianSeconds }] of found?.medians ?? [])
    if (runs >= FEWEST_RUNS) seconds.set(key, medianSeconds);
  const warnings = found?.warnings ?? [say`medians of durations: ${LATE}`];
  gathering.addHistory(client.source, { medians: { at: now, seconds, warnings } });
}

/** Adds what is declared or down and shows nothing now, but did before; asked for again when that is something else, or after a while. */
export async function lastKnownFor(
  client: Prometheus,
  reading: PrometheusReading,
  gathering: Gathering,
  ports: HistoryPorts,
): Promise<boolean> {
  const now = ports.clock.now();
  const instances = targetsOf(reading).flatMap(({ health, instance }) => (health === 'down' ? [instance] : []));
  const metrics = absentMetrics(gathering.declared(), reading);
  const askedFor = [...instances, ...metrics].join('\0');
  const known = gathering.historyOf(client.source).lastKnown;
  if (known?.askedFor === askedFor && now - known.at < ASK_AGAIN_MS) return false;
  if (askedFor === '' && known === null) return false;
  const found = await Promise.all([
    instances.length === 0 ? NOTHING : inTime(client, ports, (bounded) => readLastKnown(bounded, { instances, now })),
    metrics.length === 0
      ? NOTHING
      : inTime(client, ports, (bounded) => readLastKnownMetrics(bounded, { metrics, now })),
  ]);
  gathering.addHistory(client.source, {
    lastKnown: {
      at: now,
      askedFor,
      instances: found.flatMap((each) => each?.instances ?? []),
      warnings: found.flatMap((each) => each?.warnings ?? [say`last known values: ${LATE}`]),
    },
  });
  return true;
}

const NOTHING: LastKnown = { instances: [], warnings: [] };
const LATE = `not had within ${BUDGET_MS / 1000} s`;

/** What comes within the budget; `null` for what does not. @throws what ends the round itself */
async function inTime<Found>(
  client: Prometheus,
  { clock, signal }: HistoryPorts,
  ask: (bounded: Prometheus) => Promise<Found>,
): Promise<Found | null> {
  const ending = new AbortController();
  const end = () => ending.abort();
  const cancel = clock.after(BUDGET_MS, end);
  signal?.addEventListener('abort', end);
  if (signal?.aborted) end();
  try {
    return await ask(withSignal(client, ending.signal));
  } catch (error) {
    if (error instanceof SourceError && error.kind === 'aborted') return null;
    throw error;
  } finally {
    cancel();
    signal?.removeEventListener('abort', end);
  }
}

function absentMetrics(declared: readonly DeclaredJob[], { instances }: PrometheusReading): readonly Metric[] {
  const shown = new Set<Metric>();
  for (const { runs } of instances) for (const metric of runs.keys()) shown.add(metric);
  const wanted = declared.flatMap(({ target }) =>
    target.by === 'metric' ? [target.metric] : metricsOf(target.host, target.path),
  );
  return [...new Set(wanted)].filter((metric) => !shown.has(metric));
}
