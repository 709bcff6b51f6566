import type { SafeText } from '../../text/safe-text.ts';
import type { DeclaredJob } from '../declared-job.ts';
import type { MaxAge, Sighting } from '../job.ts';
import type { Metric } from '../metric.ts';
import type { LabelledRun } from '../reading.ts';
import type { AlertRule } from '../rule.ts';
import type { Run } from '../run.ts';
import type { Target } from '../target.ts';
import type { EpochMs } from '../time.ts';
import type { Trend } from '../trend/trend.ts';

/** How asking a node exporter directly ended. */
export type DirectAnswer =
  | { readonly kind: 'answered'; readonly url: string; readonly at: EpochMs }
  | {
      readonly kind: 'failed';
      readonly url: string;
      /** No way to the host, nobody listening there, or an answer that is no exporter's. */
      readonly why: 'unreachable' | 'refused' | 'bad-answer';
      readonly message: SafeText;
    };

/** All that the sources say about one instance, put together. */
export interface InstanceFacts {
  readonly instance: string;
  readonly host: string;
  /** Whether some source shows it now: its metrics are there, whoever scrapes them. */
  readonly live: boolean;
  /** How Prometheus sees it; `null`: no Prometheus has such a target. */
  readonly target: Target | null;
  /** Those of other Prometheus that can't scrape it, while one can. */
  readonly failingTargets: readonly Target[];
  /** Whether any Prometheus could list its targets, so that `target: null` means something. */
  readonly targetsKnown: boolean;
  /** `null`: it was not asked. */
  readonly direct: DirectAnswer | null;
  readonly textfileError: boolean | null;
  /** Last modification by file name without folder, of the files that the exporter did read. */
  readonly textFiles: ReadonlyMap<string, EpochMs>;
  readonly filesByMetric: ReadonlyMap<Metric, readonly string[]>;
  /** Whether anything is shown now that stands in a textfile. */
  readonly servesTextfiles: boolean;
  /** Since the exporter's start. */
  readonly gatheringErrors: number | null;
  /** `null`: one look can't tell. */
  readonly gatheringErrorsLately: number | null;
}

/** All that is known about one job, before it is judged. */
export interface JobFacts {
  readonly host: string;
  readonly path: string;
  readonly metric: Metric;
  readonly instance: InstanceFacts | null;
  readonly run: Run | null;
  readonly labelled: LabelledRun | null;
  /** `true`: `run` is a last known value; no source shows the job now. */
  readonly stale: boolean;
  readonly seen: { readonly prometheus: Sighting | null; readonly exporter: Sighting | null };
  /** Sources that have not told all they know, and why: that nobody shows a job proves nothing then. */
  readonly unanswered: readonly SafeText[];
  /** A Prometheus that scrapes the instance has series of the job. */
  readonly inPrometheus: boolean | null;
  readonly maxAge: MaxAge;
  readonly trend: Trend | null;
  /** End of the last good backup. */
  readonly lastSuccessAt: EpochMs | null;
  readonly declared: readonly DeclaredJob[];
  /** Loaded rules that name the job, or that watch the labelled family. */
  readonly rules: readonly AlertRule[];
  /** Rules that mean this job but name a series that does not exist. */
  readonly mismatchedRules: readonly AlertRule[];
  /** Whether any Prometheus watches backup jobs by rules. */
  readonly rulesInUse: boolean;
  /** Others that share the job's series name: jobs of one host, or instances with one host name. */
  readonly collidesWith: readonly string[];
}
