import type { DatabaseEvent } from '../../../domain/database/database-event.ts';
import type { DatabaseState } from '../../../domain/database/database-state.ts';
import type { Job } from '../../../domain/job.ts';
import type { EpochMs } from '../../../domain/time.ts';
import type { LiveTailStep } from '../../../live/live-tail.ts';
import type { Line } from '../../../present/tone.ts';
import type { SafeText } from '../../../text/safe-text.ts';

/** What a job's database tells, and what comes meanwhile. */
export interface TailState {
  readonly screen: 'tail';
  readonly job: Job;
  readonly askedAt: EpochMs;
  /** How its host is reached; `null` before that is known. */
  readonly way: SafeText | null;
  /** Exact; `null` before it was found. */
  readonly path: string | null;
  readonly notes: readonly SafeText[];
  /** As it was read whole the last time. */
  readonly database: DatabaseState | null;
  /** Whether the wrapper keeps a log beside it. */
  readonly hasLog: boolean;
  /** Since it was read whole, that included; the oldest are dropped. */
  readonly events: readonly TailEvent[];
  readonly run: TailedRun;
  /** It can't be read just now. */
  readonly troubled: boolean;
  /** Why nothing more comes. */
  readonly failure: Pick<Extract<LiveTailStep, { readonly type: 'failed' }>, 'message' | 'hint' | 'details'> | null;
  /** Made of the above for the width of the window. */
  readonly lines: readonly Line[];
  /** The first line that is seen. */
  readonly top: number;
  /** Whether it stays at the newest. */
  readonly following: boolean;
}

/** Of the job, as its database tells. */
export type TailedRun =
  | { readonly kind: 'none' }
  /** Whether there is one can't be read. */
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'going';
      readonly operationId: number | null;
      /** By our clock. */
      readonly since: EpochMs;
    };

export interface TailEvent {
  readonly event: DatabaseEvent;
  readonly at: EpochMs;
}

export type TailMessage = {
  readonly to: 'tail';
  /** From the beginning. */
  readonly type: 'again';
};

export function openTail(job: Job, askedAt: EpochMs): TailState {
  return {
    screen: 'tail',
    job,
    askedAt,
    way: null,
    path: null,
    notes: [],
    database: null,
    hasLog: false,
    events: [],
    run: { kind: 'none' },
    troubled: false,
    failure: null,
    lines: [],
    top: 0,
    following: true,
  };
}
