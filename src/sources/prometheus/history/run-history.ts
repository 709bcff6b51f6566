import { type ClassicField, type Metric, parseClassicName } from '../../../domain/metric.ts';
import type { Run } from '../../../domain/run.ts';
import type { EpochMs, Seconds } from '../../../domain/time.ts';
import type { SafeText } from '../../../text/safe-text.ts';
import { exitCode, moment, seconds } from '../../exposition/values.ts';
import { SourceError } from '../../source-error.ts';
import type { Prometheus } from '../client.ts';
import { identityOf } from '../instances/identity.ts';
import type { Series } from '../sample.ts';
import { classicSeries } from '../selectors.ts';

/** What one job's series say about its past. */
export interface RunHistory {
  /** Each once, by start, oldest first. Two runs within one step are one: the later. */
  readonly runs: readonly Run[];
  readonly warnings: readonly SafeText[];
}

export interface HistoryRange {
  readonly instance: string;
  readonly metric: Metric;
  readonly start: EpochMs;
  readonly end: EpochMs;
  /** Made longer where the range would have too many points for Prometheus. */
  readonly stepSeconds: Seconds;
}

/** Prometheus refuses more than 11,000 points a series. */
const MOST_POINTS = 11_000;

/** @throws SourceError */
export async function readRunHistory(client: Prometheus, range: HistoryRange): Promise<RunHistory> {
  const { instance, metric, start, end } = range;
  const shortest = (end - start) / 1000 / (MOST_POINTS - 1);
  const stepSeconds = shortest > range.stepSeconds ? Math.ceil(shortest) : range.stepSeconds;
  const answer = await client.range(classicSeries([metric]), { start, end, stepSeconds });
  if (answer.kind === 'not-there') {
    throw new SourceError('not-there', client.url, 'this server does not answer range queries', {
      status: answer.status,
    });
  }
  const own = answer.data.filter(({ labels }) => identityOf(labels).instance === instance);
  return { runs: runsOf(own), warnings: answer.warnings };
}

type Moments = ReadonlyMap<EpochMs, number>;

/** A run is what the three series say at one moment; at a run's last moment it is whole. */
function runsOf(series: readonly Series[]): readonly Run[] {
  const [starts, durations, exitCodes] = (['start', 'seconds', 'exitCode'] as const).map((field) =>
    pointsOf(series, field),
  );
  const runs = new Map<EpochMs, Run>();
  for (const [at, value] of starts as Moments) {
    const startedAt = moment.read(value);
    if (startedAt === null) continue;
    runs.set(startedAt, {
      startedAt,
      durationSeconds: readAt(durations as Moments, at, seconds.read),
      exitCode: readAt(exitCodes as Moments, at, exitCode.read),
    });
  }
  return [...runs.values()].toSorted((one, other) => (one.startedAt ?? 0) - (other.startedAt ?? 0));
}

/** Copies (replicas) are one series here. */
function pointsOf(series: readonly Series[], field: ClassicField): Moments {
  const moments = new Map<EpochMs, number>();
  for (const { labels, points } of series) {
    if (parseClassicName(labels.__name__ ?? '')?.field !== field) continue;
    for (const { at, value } of points) if (!moments.has(at)) moments.set(at, value);
  }
  return moments;
}

function readAt(moments: Moments, at: EpochMs, read: (value: number) => number | null): number | null {
  const value = moments.get(at);
  return value === undefined ? null : read(value);
}
