import type { Metric } from '../../domain/metric.ts';
import { LATELY_SECONDS } from '../lately.ts';

/** Every series that duptop reads, as one selector's matchers; `cause` keeps out the counters that say nothing of lost series. */
const FLEET_MATCHERS =
  '__name__=~"duplicati_.+_last_(run_start|run_seconds|exitcode)|duplicati_job_.+|node_textfile_scrape_error|' +
  'node_textfile_mtime_seconds|node_uname_info|promhttp_metric_handler_errors_total",cause=~"|gathering"';

/** The whole fleet in one query. Works from Prometheus 2.42 to 3, and on VictoriaMetrics, Mimir and Thanos. */
export const FLEET_QUERY = `{${FLEET_MATCHERS}}`;

const LABELLED_RUN = 'duplicati_job_last_(completion_timestamp_seconds|duration_seconds|exit_code)';

/** What tells the runs of the whole fleet, at any moment. */
export const PAST_RUNS_QUERY = `{__name__=~"duplicati_.+_last_(run_start|run_seconds|exitcode)|${LABELLED_RUN}"}`;

/** One series for each job that ever was, to list the names. */
export const EVERY_METRIC = '{__name__=~"duplicati_.+_last_run_start"}';

/**
 * Health of what is down and of node exporters, for servers that do not list targets: a target that is down has no other series,
 * and the health of everything else would be most of a large server.
 */
export const UP_QUERY = '(up == 0) or (up and on (instance, job) node_textfile_scrape_error)';

const LOST_SERIES = 'promhttp_metric_handler_errors_total{cause="gathering"}';

/**
 * By how much the counters of lost series have grown lately; of those that ever counted, and were scraped twice in that time. Not by
 * `increase()`, for which a counter that VictoriaMetrics sees for the first time has grown from 0.
 */
export const LOST_LATELY_QUERY =
  `${LOST_SERIES} - min_over_time(${LOST_SERIES}[${LATELY_SECONDS}s]) ` +
  `and count_over_time(${LOST_SERIES}[${LATELY_SECONDS}s]) > 1 and ${LOST_SERIES} > 0`;

/** The same series of these instances only; `last_over_time` keeps their names. */
export function lastOfInstances(instances: readonly string[], windowSeconds: number): string {
  const wanted = oneOf(instances);
  const last = (matchers: string) => `last_over_time({${FLEET_MATCHERS},${matchers}}[${windowSeconds}s])`;
  return `${last(`instance=~${wanted},exported_instance=""`)} or ${last(`exported_instance=~${wanted}`)}`;
}

/** The classic series of these metrics; by default as they are now. */
export function classicSeries(metrics: readonly Metric[], fields = 'run_start|run_seconds|exitcode'): string {
  return `{__name__=~${quoted(`duplicati_(${metrics.map(literal).join('|')})_last_(${fields})`)}}`;
}

/** What tells the runs of a path by the labelled family. */
export function labelledSeries(path: string): string {
  return `{__name__=~"${LABELLED_RUN}",path=${quoted(path)}}`;
}

/** A regular expression, quoted, that matches these texts and nothing else. */
export function oneOf(texts: readonly string[]): string {
  return quoted(texts.map(literal).join('|'));
}

/** Groups that keep a query short enough to be sent in an address; a text that is longer than that stands alone. */
export function inBatches<Text extends string>(texts: readonly Text[], longest = 3000): readonly (readonly Text[])[] {
  const batches: Text[][] = [];
  let room = 0;
  for (const text of texts) {
    if (text.length + 1 > room) {
      batches.push([]);
      room = longest;
    }
    batches.at(-1)?.push(text);
    room -= text.length + 1;
  }
  return batches;
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}
