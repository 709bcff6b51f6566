import type { DeliveredAlert } from '../../domain/alert.ts';
import type { SourceId } from '../../domain/reading.ts';
import type { Silence } from '../../domain/silence.ts';
import type { SourceState } from '../../domain/snapshot.ts';
import type { Alerting } from '../../sources/prometheus/alerting.ts';

/** What one Prometheus says of alerts. */
export interface RaisedReading {
  readonly state: SourceState;
  /** `null`: it did not answer. */
  readonly alerting: Alerting | null;
  /** Those that it sends to; `null`: it does not tell. */
  readonly sendsTo: readonly SourceId[] | null;
}

/** What one Alertmanager says. */
export interface DeliveredReading {
  readonly state: SourceState;
  /** `null`: it did not answer. */
  readonly alerts: readonly DeliveredAlert[] | null;
  readonly silences: readonly Silence[];
  /** Names of the members of its cluster. */
  readonly members: readonly string[];
}
