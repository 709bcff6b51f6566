import type { SafeText } from '../text/safe-text.ts';
import type { Cluster } from './alerts.ts';
import type { NewSilence, Silence } from './silence.ts';
import type { EpochMs } from './time.ts';

/** What is to be changed in Alertmanagers. */
export type AlertChange =
  | { readonly kind: 'silence'; readonly silence: NewSilence; readonly cluster: Cluster }
  | { readonly kind: 'extend'; readonly silence: Silence; readonly endsAt: EpochMs }
  | { readonly kind: 'expire'; readonly silence: Silence };

/** What came of it. */
export interface ChangeOutcome {
  readonly change: AlertChange;
  /** The Alertmanager that did it, or the last that would not. */
  readonly where: string;
  /** Of the silence that is in force now; `null` where the change failed. */
  readonly id: string | null;
  /** Why it failed. */
  readonly error: SafeText | null;
}

/** When a silence ends that is made longer by this. */
export function extendedEnd({ endsAt }: Silence, seconds: number, now: EpochMs): EpochMs {
  return Math.max(endsAt, now) + seconds * 1000;
}
