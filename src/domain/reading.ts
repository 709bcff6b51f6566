import type { Metric } from './metric.ts';
import type { Run } from './run.ts';
import type { EpochMs, Seconds } from './time.ts';

/** Which source speaks: `prometheus:default`, `exporter:http://10.0.0.5:9100/metrics`. One for each entry of the snapshot's sources. */
export type SourceId = `${SourceKind}:${string}`;
export type SourceKind = 'prometheus' | 'exporter' | 'alertmanager' | 'config' | 'ansible' | 'host';

/** A file that the textfile collector read and did not drop. */
export interface TextFile {
  /** Whole path as node_exporter prints it. */
  readonly file: string;
  readonly modifiedAt: EpochMs;
}

/** A job as the labelled family (`duplicati_job_…`, from duptop's own wrapper) tells it: host and path are exact. */
export interface LabelledRun {
  readonly host: string;
  readonly path: string;
  readonly lastStartAt: EpochMs | null;
  readonly lastCompletionAt: EpochMs | null;
  readonly lastSuccessAt: EpochMs | null;
  readonly durationSeconds: Seconds | null;
  readonly exitCode: number | null;
  readonly attempts: number | null;
  readonly running: boolean | null;
  readonly dbPath: string | null;
  readonly wrapperVersion: string | null;
}

/** What one source says about one instance (one node exporter) at one moment. */
export interface InstanceReading {
  readonly source: SourceId;
  /** Prometheus' `instance` label, or `host:port` of an exporter that no Prometheus names. */
  readonly instance: string;
  /** Prometheus' `job` label of the target; `null` where only the exporter was asked. */
  readonly scrapeJob: string | null;
  /** The moment the values were true: of the scrape, not of the query. */
  readonly at: EpochMs;
  /** Last known values of series that are gone by now. */
  readonly stale: boolean;
  /** `nodename` of `node_uname_info`: what `hostname` says there. */
  readonly nodename: string | null;
  /** The classic three series, by metric. */
  readonly runs: ReadonlyMap<Metric, Run>;
  readonly labelled: readonly LabelledRun[];
  /** `node_textfile_scrape_error`; `null` where the page has no such series (collector off). */
  readonly textfileError: boolean | null;
  readonly textFiles: readonly TextFile[];
  /** Which files node_exporter's generated HELP names for a metric; more than one file: the first hides the others. Exporters only. */
  readonly filesByMetric: ReadonlyMap<Metric, readonly string[]>;
  /** `promhttp_metric_handler_errors_total{cause="gathering"}`: counts scrapes that lost series without saying so. */
  readonly gatheringErrors: number | null;
  /**
   * By how much that counter has grown lately: over some minutes in Prometheus, since the look before at an exporter. It counts from
   * the exporter's start, so one look tells nothing of now; `null` then.
   */
  readonly gatheringErrorsLately: number | null;
  /** Values that were refused (NaN, negative, not a number, too long), one short sentence each, bounded. */
  readonly problems: readonly string[];
}
