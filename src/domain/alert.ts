import type { SafeText } from '../text/safe-text.ts';
import type { JobId } from './job.ts';
import type { Labels } from './labels.ts';
import type { SourceId } from './reading.ts';
import type { Silence } from './silence.ts';
import type { EpochMs } from './time.ts';

/** A pending or firing alert with all that its Prometheus tells of it. Strings are exact. */
export interface RaisedAlert {
  readonly state: 'pending' | 'firing';
  readonly labels: Labels;
  /** Expanded. */
  readonly annotations: Labels;
  /** Since when the expression holds. */
  readonly activeAt: EpochMs | null;
  /** Of the expression. */
  readonly value: number | null;
}

/** An alert as one Alertmanager has it. Strings are exact. */
export interface DeliveredAlert {
  readonly alertmanager: SourceId;
  readonly fingerprint: string;
  /** With what the Prometheus that sent it puts to each alert. */
  readonly labels: Labels;
  readonly annotations: Labels;
  /** `unprocessed`: not looked at yet. */
  readonly state: 'active' | 'suppressed' | 'unprocessed';
  readonly startsAt: EpochMs | null;
  readonly receivers: readonly string[];
  /** Ids of silences. */
  readonly silencedBy: readonly string[];
  /** Fingerprints of other alerts. */
  readonly inhibitedBy: readonly string[];
  /** Names of the time intervals that mute it. */
  readonly mutedBy: readonly string[];
  /** The expression that raised it, where the sender names it. */
  readonly expression: string | null;
}

/** The rule that raised an alert. Strings are exact. */
interface RaisingRule {
  readonly group: string;
  readonly expression: string;
}

/** Whether Alertmanagers know of an alert. */
export type Delivery =
  | { readonly kind: 'delivered'; readonly to: readonly DeliveredAlert[] }
  /** It need not be there yet, is nowhere though it should be, or those that should have it can't be asked. */
  | { readonly kind: 'not-yet' | 'undelivered' | 'unknown'; readonly why: SafeText };

/** One alert of the fleet: what several Prometheus and Alertmanagers say of the same labels is one. Strings are exact. */
export interface FleetAlert {
  /** Stays the same while everything but the labels may change. */
  readonly key: string;
  readonly name: string;
  /** As the rule makes them; those of the Alertmanager where only that has it. */
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly state: 'pending' | 'firing';
  readonly activeAt: EpochMs | null;
  readonly value: number | null;
  /** `null` where it is not known. */
  readonly rule: RaisingRule | null;
  /** Those that raise it; none where only an Alertmanager knows it. */
  readonly prometheus: readonly SourceId[];
  /** Where it is, or would be sent to: who has to know of a silence. */
  readonly alertmanagers: readonly SourceId[];
  readonly delivery: Delivery;
  /** Those that keep it silent now, or will where it is not delivered yet. */
  readonly silences: readonly Silence[];
  /** Names of the alerts that inhibit it. */
  readonly inhibitedBy: readonly string[];
  readonly mutedBy: readonly string[];
  /** The jobs that it is about. */
  readonly jobs: readonly JobId[];
  /** Whether rule or labels speak of Duplicati. */
  readonly aboutBackups: boolean;
}

/** How loud an alert is. `partly`: one Alertmanager suppresses it, and another does not. */
export type Loudness = 'loud' | 'partly' | 'suppressed';

export function loudnessOf({ delivery, silences }: FleetAlert): Loudness {
  if (delivery.kind !== 'delivered') return silences.length > 0 ? 'suppressed' : 'loud';
  const suppressed = delivery.to.filter(({ state, mutedBy }) => state === 'suppressed' || mutedBy.length > 0).length;
  if (suppressed === 0) return 'loud';
  return suppressed === delivery.to.length ? 'suppressed' : 'partly';
}

/** 0 is the worst: what fires aloud, then what is pending, then what is kept silent. */
function alertRank(alert: FleetAlert): number {
  return (loudnessOf(alert) === 'suppressed' ? 2 : 0) + (alert.state === 'firing' ? 0 : 1);
}

/** Worst first, longest first. */
export function byAlertRank(one: FleetAlert, other: FleetAlert): number {
  return (
    alertRank(one) - alertRank(other) ||
    (one.activeAt ?? Number.POSITIVE_INFINITY) - (other.activeAt ?? Number.POSITIVE_INFINITY) ||
    (one.key < other.key ? -1 : 1)
  );
}
