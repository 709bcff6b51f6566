import type { FleetAlert } from '../../../domain/alert.ts';
import type { JobId } from '../../../domain/job.ts';
import type { Silence } from '../../../domain/silence.ts';
import type { AlertChange } from '../../../domain/silence-change.ts';
import type { PlannedSilence } from '../../../domain/silence-plan.ts';
import type { EpochMs } from '../../../domain/time.ts';
import type { LiveAlerts } from '../../../live/live-alerts.ts';
import type { AlertColumn } from '../../../present/alerts/alert-columns.ts';
import type { Layout } from '../../../present/columns/layout.ts';
import type { SafeText } from '../../../text/safe-text.ts';
import { type Cursor, FIRST } from '../../cursor.ts';
import type { Edit, TextInput } from '../../text-input.ts';
import type { ListedRow } from './listed-row.ts';

/** Alerts with their silences. */
export interface AlertsState {
  readonly screen: 'alerts';
  /** The job whose alerts are shown alone. */
  readonly only: JobId | null;
  /** Those that are not about backups too. */
  readonly all: boolean;
  /** As they were last read. */
  readonly read: LiveAlerts | null;
  /** Why they could not be read the last time. */
  readonly error: SafeText | null;
  readonly reading: boolean;
  /** The round of the fleet that they were last read after. */
  readonly round: EpochMs | null;
  readonly rows: readonly ListedRow[];
  readonly cursor: Cursor;
  /** The job whose alert to begin with, until there are rows. */
  readonly wanted: JobId | null;
  readonly layout: Layout<AlertColumn>;
  readonly mode: AlertsMode;
}

export type AlertsMode = { readonly kind: 'list' } | FormMode | ConfirmMode;

/** For how long, and why, is being typed. */
export interface FormMode {
  readonly kind: 'form';
  readonly about:
    | { readonly kind: 'silence'; readonly alert: FleetAlert }
    | { readonly kind: 'extend'; readonly silence: Silence };
  readonly field: FormField;
  readonly duration: TextInput;
  /** Of no use where a silence is made longer: it keeps its own. */
  readonly comment: TextInput;
  /** Why it can't be done with what is typed. */
  readonly problem: SafeText | null;
}

export type FormField = 'duration' | 'comment';

/** What would be changed is shown. */
export interface ConfirmMode {
  readonly kind: 'confirm';
  readonly planned: readonly PlannedSilence[];
  readonly changes: readonly AlertChange[];
}

export type AlertsMessage = { readonly to: 'alerts' } & (
  | { readonly type: 'toggle-all' }
  | { readonly type: 'begin-silence' }
  | { readonly type: 'begin-extend' }
  | { readonly type: 'begin-expire' }
  | { readonly type: 'edit'; readonly edit: Edit }
  | { readonly type: 'next-field' }
  /** The form is filled in. */
  | { readonly type: 'submit' }
  | { readonly type: 'confirm' }
);

export const LIST_MODE: AlertsMode = { kind: 'list' };

/** Of one job alone; or all, beginning with that of a job where there is one. */
export function openAlerts({
  only = null,
  wanted = null,
}: {
  readonly only?: JobId | null;
  readonly wanted?: JobId | null;
}): AlertsState {
  return {
    screen: 'alerts',
    only,
    all: false,
    read: null,
    error: null,
    reading: false,
    round: null,
    rows: [],
    cursor: FIRST,
    wanted,
    layout: [],
    mode: LIST_MODE,
  };
}

export function rowUnderCursor({ rows, cursor }: AlertsState): ListedRow | null {
  return rows[cursor.at] ?? null;
}

/** The silence that a key would change: the selected one, or that of the selected alert which ends last. */
export function silenceUnderCursor(state: AlertsState): Silence | null {
  const row = rowUnderCursor(state);
  if (row?.kind === 'silence') return row.silence;
  if (row?.kind !== 'alert') return null;
  return row.row.alert.silences.toSorted((one, other) => other.endsAt - one.endsAt)[0] ?? null;
}
