import type { Metric } from '../../../domain/metric.ts';
import type { EpochMs, Seconds } from '../../../domain/time.ts';
import type { PastRun } from '../../../domain/trend/past-run.ts';
import type { SafeText } from '../../../text/safe-text.ts';
import { SourceError } from '../../source-error.ts';
import type { Prometheus } from '../client.ts';
import { classicSeries, PAST_RUNS_QUERY } from '../selectors.ts';
import { runsInSeries } from './runs-in-series.ts';

/** Moments of the past, `stepSeconds` apart, `start` and `end` included. */
export interface Look {
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly stepSeconds: Seconds;
  /** Of these jobs only, by their classic series; `null`: the whole fleet, with the labelled family. */
  readonly metrics: readonly Metric[] | null;
}

export interface PastRuns {
  /** By `jobKey` or `labelledJobKey`, each list oldest first. */
  readonly runs: ReadonlyMap<string, readonly PastRun[]>;
  readonly warnings: readonly SafeText[];
}

/** What was the last run of each job at each of these moments, in one query. @throws SourceError */
export async function readPastRuns(client: Prometheus, look: Look): Promise<PastRuns> {
  const query = look.metrics === null ? PAST_RUNS_QUERY : classicSeries(look.metrics);
  const answer = await client.range(query, look);
  if (answer.kind === 'not-there') {
    throw new SourceError('not-there', client.url, 'this server does not answer range queries', {
      status: answer.status,
    });
  }
  return { runs: runsInSeries(answer.data, look.stepSeconds), warnings: answer.warnings };
}
