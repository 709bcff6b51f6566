import type { Job } from '../../../domain/job.ts';
import type { Run } from '../../../domain/run.ts';
import type { EpochMs } from '../../../domain/time.ts';
import type { LiveAlerts } from '../../../live/live-alerts.ts';
import type { SpanDays } from '../../../present/chart/span.ts';
import type { SafeText } from '../../../text/safe-text.ts';
import type { Cursor } from '../../cursor.ts';

/** One job in full. */
export interface JobState {
  readonly screen: 'job';
  /** As it was when it was seen last. */
  readonly job: Job;
  /** `false` once a whole refresh has shown no such job any more. */
  readonly isThere: boolean;
  /** How far back the chart looks. */
  readonly days: SpanDays;
  /** What was answered, by how far back was asked. */
  readonly histories: ReadonlyMap<SpanDays, History>;
  readonly asking: Asking | null;
  /** All alerts, where it has some and they were read. */
  readonly alerts: LiveAlerts | null;
  /** The first line that is seen. */
  readonly top: number;
  readonly mode: JobMode;
}

export type JobMode =
  | { readonly kind: 'text' }
  /** A value is being chosen to be copied. */
  | { readonly kind: 'copy'; readonly cursor: Cursor };

/** Earlier runs: `runs` is `null` where nobody keeps them, `error` where asking failed. */
interface History {
  readonly runs: readonly Run[] | null;
  readonly error: SafeText | null;
}

interface Asking {
  readonly days: SpanDays;
  readonly since: EpochMs;
}

export type JobMessage = { readonly to: 'job' } & (
  | { readonly type: 'look-back'; readonly days: SpanDays }
  /** The next longer or shorter span. */
  | { readonly type: 'step-span'; readonly by: 1 | -1 }
  /** Another job in the place of this one. */
  | { readonly type: 'go-to'; readonly job: Job }
  | { readonly type: 'choose-copy' }
  | { readonly type: 'copy-selected' }
  /** By the sign before the value. */
  | { readonly type: 'copy-signed'; readonly sign: string }
);

export const TEXT_MODE: JobMode = { kind: 'text' };

/** A month shows how a nightly backup usually goes. */
const FIRST_SPAN: SpanDays = 30;

export function openJob(job: Job, days: SpanDays = FIRST_SPAN): JobState {
  return {
    screen: 'job',
    job,
    isThere: true,
    days,
    histories: new Map(),
    asking: null,
    alerts: null,
    top: 0,
    mode: TEXT_MODE,
  };
}
