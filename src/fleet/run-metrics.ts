import type { Metric } from '../domain/metric.ts';
import type { InstanceReading } from '../domain/reading.ts';
import type { Run } from '../domain/run.ts';
import type { EpochMs } from '../domain/time.ts';
import { readExporter } from '../sources/exporter/read.ts';
import type { Prometheus } from '../sources/prometheus/client.ts';
import { groupSamples } from '../sources/prometheus/instances/group-samples.ts';
import { classicSeries } from '../sources/prometheus/selectors.ts';
import { withSignal } from '../sources/prometheus/with-signal.ts';
import { addressKey } from './exporter-addresses.ts';
import type { Fleet, FleetPorts } from './fleet.ts';

/** A run whose metrics are waited for. */
export interface AwaitedRun {
  readonly instance: string;
  /** The job's own, as either wrapper makes it. */
  readonly metrics: readonly Metric[];
  /** The earliest start that it can have, by the host's clock; `null` where nobody knows: then any run but the one before. */
  readonly earliestStart: EpochMs | null;
  /** The run before, as the fleet showed it. */
  readonly previousStart: EpochMs | null;
}

/** The run as its node exporter shows it now; `null` where it shows another one, or none. @throws SourceError */
export async function runInExporter(
  fleet: Fleet,
  url: string,
  awaited: AwaitedRun,
  ports: FleetPorts,
  signal: AbortSignal,
): Promise<Run | null> {
  // Those that were named have their credentials in the address.
  const own = fleet.exporters.urls.find((named) => addressKey(named) === addressKey(url)) ?? url;
  const address = { url: own, instance: awaited.instance, scrapeJob: null };
  const outcome = await readExporter(address, ports, { ...fleet.exporters.options, signal });
  if (!outcome.ok) throw outcome.error;
  return runIn([outcome.reading], awaited);
}

/** The run as a Prometheus shows it now; `null` where it shows another one, or none. @throws SourceError */
export async function runInPrometheus(
  client: Prometheus,
  awaited: AwaitedRun,
  signal: AbortSignal,
): Promise<Run | null> {
  const answer = await withSignal(client, signal).instant(classicSeries(awaited.metrics));
  if (answer.kind !== 'data') return null;
  const origin = { source: client.source, stale: false, at: (_instance: string, _job: string, at: EpochMs) => at };
  const readings = groupSamples(answer.data, origin).instances;
  return runIn(
    readings.filter(({ instance }) => instance === awaited.instance),
    awaited,
  );
}

function runIn(readings: readonly InstanceReading[], awaited: AwaitedRun): Run | null {
  const runs = readings.flatMap(({ runs }) => awaited.metrics.flatMap((metric) => runs.get(metric) ?? []));
  return runs.find((run) => isAwaited(run, awaited)) ?? null;
}

function isAwaited({ startedAt, exitCode }: Run, { earliestStart, previousStart }: AwaitedRun): boolean {
  if (startedAt === null || exitCode === null) return false;
  return earliestStart === null ? startedAt !== previousStart : startedAt >= earliestStart;
}
