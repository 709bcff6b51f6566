import type { SafeText } from '../text/safe-text.ts';
import type { FleetAlert } from './alert.ts';
import type { SourceId } from './reading.ts';
import type { AlertRule } from './rule.ts';
import type { Silence } from './silence.ts';
import type { SourceState } from './snapshot.ts';
import type { EpochMs } from './time.ts';

/** Alertmanagers that tell each other of their silences, in the order in which they should be asked: it is enough to tell one of them. */
export type Cluster = readonly SourceId[];

/** All alerts and silences at one moment. */
export interface FleetAlerts {
  readonly readAt: EpochMs;
  /** The Prometheus servers and Alertmanagers, and how asking each of them went. */
  readonly sources: readonly SourceState[];
  /** Worst first. */
  readonly alerts: readonly FleetAlert[];
  /** Those that hold or will; the next to end first. */
  readonly silences: readonly Silence[];
  readonly clusters: readonly Cluster[];
  /** Alerting rules about backups. */
  readonly rules: readonly AlertRule[];
}

/** What is wrong with a loaded rule, with the proof and the next step. */
export interface RuleProblem {
  readonly fault: string;
  readonly message: SafeText;
  readonly evidence: readonly SafeText[];
  readonly next: SafeText;
}
