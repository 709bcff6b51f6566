import type { CauseCode } from '../../domain/cause.ts';
import type { DeclaredJob } from '../../domain/declared-job.ts';
import type { DirectAnswer } from '../../domain/judge/facts.ts';
import type { InstanceReading } from '../../domain/reading.ts';
import type { AlertRule } from '../../domain/rule.ts';
import type { SourceState } from '../../domain/snapshot.ts';
import type { Target } from '../../domain/target.ts';
import type { Seconds } from '../../domain/time.ts';
import type { PastRun } from '../../domain/trend/past-run.ts';
import type { SafeText } from '../../text/safe-text.ts';

/** Everything that the sources said in one round, before it is put together. */
export interface Readings {
  readonly sources: readonly SourceState[];
  /** Live and last known ones, of all sources. */
  readonly instances: readonly InstanceReading[];
  readonly targets: readonly Target[];
  /** Whether at least one Prometheus could list its targets. */
  readonly targetsKnown: boolean;
  /** Sources that have not told all they know, and why: what nobody shows may be there all the same. */
  readonly unanswered: readonly SafeText[];
  readonly direct: readonly DirectOutcome[];
  readonly rules: readonly AlertRule[];
  /** From configuration and Ansible, and from the rules. */
  readonly declared: readonly DeclaredJob[];
  /** Runs that each Prometheus remembers, by `jobKey` or `labelledJobKey`, each list oldest first. */
  readonly past: readonly ReadonlyMap<string, readonly PastRun[]>[];
}

/** How asking the exporter of one instance ended. */
export interface DirectOutcome {
  readonly instance: string;
  readonly scrapeJob: string | null;
  readonly answer: DirectAnswer;
}

export interface JudgeSettings {
  readonly defaultMaxAgeSeconds: Seconds;
  readonly ignoreCauses: ReadonlySet<CauseCode>;
}
