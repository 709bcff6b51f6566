import type { Brand } from './brand.ts';
import type { Cause } from './cause.ts';
import type { DeclaredOrigin } from './declared-job.ts';
import type { Metric } from './metric.ts';
import type { SourceId } from './reading.ts';
import type { Alert } from './rule.ts';
import type { Run } from './run.ts';
import type { Status } from './status.ts';
import type { EpochMs, Seconds } from './time.ts';
import type { Trend } from './trend/trend.ts';

/** `host:path`, as scp writes it; unique in a snapshot: jobs that share both are told apart by `@instance`. */
export type JobId = Brand<string, 'JobId'>;

/** One path backed up on one host, as a snapshot shows it. Strings are exact, as their source gave them: `visible()` makes them text. */
export interface Job {
  readonly id: JobId;
  readonly host: string;
  readonly path: string;
  /** `false`: read back from the metric's name, where `_` may stand for `/` or for itself. */
  readonly pathExact: boolean;
  readonly metric: Metric;
  /** `null` while no source has shown the instance that it belongs to. */
  readonly instance: string | null;
  readonly status: Status;
  /** The one that made the status; `null` for a job that is fine. */
  readonly cause: Cause | null;
  /** What else is wrong with it. */
  readonly otherCauses: readonly Cause[];
  readonly lastRun: Run | null;
  /** End of the last good backup: as the wrapper tells it (labelled family), or of the last good run that is known. */
  readonly lastSuccessAt: EpochMs | null;
  /** A run that is going on, where the wrapper tells (labelled family). */
  readonly runningSince: EpochMs | null;
  readonly maxAge: MaxAge;
  /** Five-field cron expression, where it is declared. */
  readonly schedule: string | null;
  /** From Prometheus' history; `null` where no run before the last one is known. */
  readonly trend: Trend | null;
  readonly alerts: readonly Alert[];
  /** Names of the loaded rules that watch it. */
  readonly rules: readonly string[];
  readonly dbPath: string | null;
  readonly declaredBy: readonly { readonly origin: DeclaredOrigin; readonly where: string }[];
  readonly seen: { readonly prometheus: Sighting | null; readonly exporter: Sighting | null };
}

/** What the job's age is judged against, and who said so. */
export interface MaxAge {
  readonly seconds: Seconds;
  readonly from: 'config' | 'schedule' | 'rule' | 'default';
}

/** What one source says about a job, and when that was true. */
export interface Sighting {
  readonly source: SourceId;
  readonly at: EpochMs;
  /** Last known values: the source does not show the job any more. */
  readonly stale: boolean;
  readonly lastRun: Run | null;
}
