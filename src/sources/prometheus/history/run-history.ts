import { type Metric, parseClassicName } from '../../../domain/metric.ts';
import type { Run } from '../../../domain/run.ts';
import type { EpochMs, Seconds } from '../../../domain/time.ts';
import { withEarlier } from '../../../domain/trend/past-run.ts';
import type { SafeText } from '../../../text/safe-text.ts';
import { SourceError } from '../../source-error.ts';
import type { Prometheus } from '../client.ts';
import { identityOf } from '../instances/identity.ts';
import { classicSeries, labelledSeries } from '../selectors.ts';
import { jobKey } from './job-key.ts';
import { runsInSeries } from './runs-in-series.ts';

/** What one job's series say about its past. */
export interface RunHistory {
  /** Each once, by start, oldest first. Two runs within one step are one: the later. */
  readonly runs: readonly Run[];
  readonly warnings: readonly SafeText[];
}

export interface HistoryRange {
  readonly instance: string;
  readonly metric: Metric;
  /** Its runs by the labelled family count where there are any; `null`: the path is not known exactly. */
  readonly path: string | null;
  /** The classic series are also those of another path, so that only the labelled family is the job's own. */
  readonly shared: boolean;
  readonly start: EpochMs;
  readonly end: EpochMs;
  /** Made longer where the range would have too many points for Prometheus. */
  readonly stepSeconds: Seconds;
}

/** Prometheus refuses more than 11,000 points a series. */
const MOST_POINTS = 11_000;

/** @throws SourceError */
export async function readRunHistory(client: Prometheus, range: HistoryRange): Promise<RunHistory> {
  const { instance, metric, path, shared, start, end } = range;
  const shortest = (end - start) / 1000 / (MOST_POINTS - 1);
  const stepSeconds = shortest > range.stepSeconds ? Math.ceil(shortest) : range.stepSeconds;
  const classic = classicSeries([metric]);
  const query = path === null ? classic : `${classic} or ${labelledSeries(path)}`;
  const answer = await client.range(query, { start, end, stepSeconds });
  if (answer.kind === 'not-there') {
    throw new SourceError('not-there', client.url, 'this server does not answer range queries', {
      status: answer.status,
    });
  }
  const ofFamily = (isClassic: boolean) =>
    answer.data.filter(
      ({ labels }) =>
        identityOf(labels).instance === instance && (parseClassicName(labels.__name__ ?? '') !== null) === isClassic,
    );
  const older = runsInSeries(ofFamily(true), stepSeconds).get(jobKey(instance, metric)) ?? [];
  // One path on one instance is one job, whatever host its label names.
  const [own] = runsInSeries(ofFamily(false), stepSeconds).values();
  const runs = own === undefined ? older : withEarlier(own, shared ? [] : older);
  return {
    runs: runs.map(({ startedAt, durationSeconds, exitCode }) => ({ startedAt, durationSeconds, exitCode })),
    warnings: answer.warnings,
  };
}
