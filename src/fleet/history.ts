import type { DeclaredJob } from '../domain/declared-job.ts';
import { type Metric, metricOfStart } from '../domain/metric.ts';
import { metricsOf } from '../domain/metric-name.ts';
import type { InstanceReading } from '../domain/reading.ts';
import type { EpochMs } from '../domain/time.ts';
import type { Prometheus } from '../sources/prometheus/client.ts';
import { type LastKnown, readLastKnown, readLastKnownMetrics } from '../sources/prometheus/history/last-known.ts';
import { dataOf, outcomeOf, warningsOf } from '../sources/prometheus/outcome.ts';
import type { PrometheusReading } from '../sources/prometheus/read.ts';
import { EVERY_METRIC } from '../sources/prometheus/selectors.ts';
import { type SafeText, say } from '../text/safe-text.ts';
import { targetsOf } from './exporter-addresses.ts';
import type { Gathering } from './gathering.ts';
import { type HistoryPorts, inTime, LATE } from './in-time.ts';
import { REMEMBERED_MS } from './looks.ts';

/** History is dear to ask for and changes slowly. */
const ASK_AGAIN_MS = 10 * 60_000;
/** So many jobs that are gone are looked for. */
const MOST_GONE = 500;

/** Names that a Prometheus has had in the last 30 days. */
export interface NameMemory {
  readonly at: EpochMs;
  readonly metrics: readonly Metric[];
  readonly warnings: readonly SafeText[];
}

/** What a Prometheus last knew of what it does not show now. */
export interface LastKnownMemory {
  readonly at: EpochMs;
  readonly askedFor: string;
  /** Of instances that are silent. */
  readonly silent: readonly InstanceReading[];
  /** Of jobs that are gone. */
  readonly gone: readonly InstanceReading[];
  readonly warnings: readonly SafeText[];
}

/** The names that a Prometheus has had; not asked for again before a while. */
export async function namesFor(client: Prometheus, gathering: Gathering, ports: HistoryPorts): Promise<NameMemory> {
  const now = ports.clock.now();
  const known = gathering.historyOf(client.source).names;
  if (known !== null && now - known.at < ASK_AGAIN_MS) return known;
  const range = { start: now - REMEMBERED_MS, end: now };
  const outcome = await inTime(client, ports, (bounded) => outcomeOf(bounded.names(EVERY_METRIC, range)));
  const names: NameMemory = {
    at: now,
    metrics: (outcome && dataOf(outcome))?.flatMap((name) => metricOfStart(name) ?? []) ?? [],
    warnings: outcome === null ? [say`names of earlier jobs: ${LATE}`] : warningsOf('names of earlier jobs', outcome),
  };
  gathering.addHistory(client.source, { names });
  return names;
}

/**
 * Adds what is down, or declared, or was there in the last 30 days, and shows nothing now; asked for again when that is something else, or
 * after a while.
 */
export async function lastKnownFor(
  client: Prometheus,
  reading: PrometheusReading,
  names: NameMemory,
  gathering: Gathering,
  ports: HistoryPorts,
): Promise<boolean> {
  const now = ports.clock.now();
  const instances = targetsOf(reading).flatMap(({ health, instance }) => (health === 'down' ? [instance] : []));
  const expected = new Set([...metricsDeclared(gathering.declared()), ...gathering.shownBy(client.source)]);
  const absent = absentMetrics([...expected, ...names.metrics], reading);
  const askedFor = [...instances, ...absent].join('\0');
  const known = gathering.historyOf(client.source).lastKnown;
  if (known?.askedFor === askedFor && now - known.at < ASK_AGAIN_MS) return false;
  if (askedFor === '' && known === null) return false;
  const silent =
    instances.length === 0
      ? NOTHING
      : await inTime(client, ports, (bounded) => readLastKnown(bounded, { instances, now }));
  const found = new Set(silent?.instances.flatMap(({ runs }) => [...runs.keys()]));
  const metrics = absent.filter((metric) => !found.has(metric));
  const gone =
    metrics.length === 0
      ? NOTHING
      : await inTime(client, ports, (bounded) =>
          readLastKnownMetrics(bounded, { metrics: metrics.slice(0, MOST_GONE), now }),
        );
  const settled = (gone?.instances ?? []).map((each) => withoutNew(each, expected, reading.fetchedAt));
  const isSettled = settled.every(({ runs }, at) => runs.size === gone?.instances[at]?.runs.size);
  gathering.addHistory(client.source, {
    lastKnown: {
      at: now,
      askedFor: isSettled ? askedFor : '',
      silent: silent?.instances ?? [],
      gone: settled,
      warnings: [
        ...[silent, gone].flatMap((each) => each?.warnings ?? [say`last known values: ${LATE}`]),
        ...(metrics.length > MOST_GONE
          ? [say`${metrics.length} jobs are gone: only ${MOST_GONE} were looked for`]
          : []),
      ],
    },
  });
  return true;
}

const NOTHING: LastKnown = { instances: [], warnings: [] };

function metricsDeclared(declared: readonly DeclaredJob[]): readonly Metric[] {
  return declared.flatMap(({ target }) =>
    target.by === 'metric' ? [target.metric] : metricsOf(target.host, target.path),
  );
}

/** Those that ought to be there, or were, and are not. */
function absentMetrics(wanted: readonly Metric[], { instances }: PrometheusReading): readonly Metric[] {
  const shown = new Set<Metric>();
  for (const { runs } of instances) for (const metric of runs.keys()) shown.add(metric);
  const absent = new Set<Metric>();
  for (const metric of wanted) if (!shown.has(metric)) absent.add(metric);
  return [...absent];
}

/** A job that was seen so shortly before the fleet was read may have come since, or not be answered yet. */
const SETTLED_MS = 60_000;

/** What is declared, or was shown before, is told at once; of anything else it must be sure that it is gone and not new. */
function withoutNew(reading: InstanceReading, expected: ReadonlySet<Metric>, readAt: EpochMs): InstanceReading {
  if (reading.at <= readAt - SETTLED_MS) return reading;
  return { ...reading, runs: new Map([...reading.runs].filter(([metric]) => expected.has(metric))) };
}
