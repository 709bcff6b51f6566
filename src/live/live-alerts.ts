import type { FleetAlerts, RuleProblem } from '../domain/alerts.ts';

/** All that the live table shows of alerts, and who may change what. */
export interface LiveAlerts extends FleetAlerts {
  readonly problems: readonly RuleProblem[];
  /** Who makes the silences. */
  readonly user: string;
  /** Nothing may be changed. */
  readonly readOnly: boolean;
}
