import type { Metric } from './metric.ts';
import type { SourceId } from './reading.ts';
import type { EpochMs, Seconds } from './time.ts';

/** An alerting rule that speaks of backup jobs, as a Prometheus has it loaded. */
export interface AlertRule {
  readonly source: SourceId;
  readonly group: string;
  readonly name: string;
  /** As Prometheus prints it. */
  readonly expression: string;
  /** Metrics named in the expression; empty for a rule over the labelled family. */
  readonly metrics: readonly Metric[];
  /** The jobs that `absent(…)` says must exist, each once. */
  readonly absentMetrics: readonly Metric[];
  /** Threshold of `time() - …_last_run_start > N`. */
  readonly maxAgeSeconds: Seconds | null;
  /** `true` where the expression reads the labelled family (`duplicati_job_…`). */
  readonly labelled: boolean;
  readonly health: 'ok' | 'err' | 'unknown';
  readonly lastError: string | null;
  readonly alerts: readonly Alert[];
}

/** A firing or pending alert. */
export interface Alert {
  readonly name: string;
  readonly state: 'pending' | 'firing';
  /** Since when the expression holds. */
  readonly activeAt: EpochMs | null;
  readonly severity: string | null;
  readonly instance: string | null;
  readonly host: string | null;
  readonly path: string | null;
  /** The annotation that explains it best (summary, description, message), expanded; `null` where there is none. */
  readonly summary: string | null;
}
