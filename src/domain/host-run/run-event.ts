import type { SafeText } from '../../text/safe-text.ts';
import type { Run } from '../run.ts';
import type { EpochMs } from '../time.ts';
import type { FoundRun } from './found-run.ts';

/** How a run that is over ended. */
export interface RunEnd {
  /** The backup's own; `null` where nothing tells it. */
  readonly exitCode: number | null;
  /** By the host's clock; `null` where it was only seen to be gone. */
  readonly at: EpochMs | null;
}

/** What the job has sent to its destination since the run began. */
export interface RunProgress {
  /** Files whose upload has begun. */
  readonly files: number;
  readonly bytes: number;
}

/** What is seen of a job that is started, followed or stopped, in this order. */
export type RunEvent =
  | { readonly type: 'found'; readonly way: SafeText; readonly found: FoundRun }
  /** Nothing was started: `running`, or nothing could be. */
  | {
      readonly type: 'refused';
      readonly why: RefusedWhy;
      readonly message: SafeText;
      readonly hint: SafeText | null;
    }
  | {
      readonly type: 'started';
      /** It was going on already: it is followed, and was not started by us. */
      readonly attached: boolean;
      readonly pid: number | null;
      /** By the host's clock. */
      readonly startedAt: EpochMs | null;
    }
  /** What the job, or its wrapper's log, said since the last time: without secrets. */
  | { readonly type: 'output'; readonly lines: readonly SafeText[] }
  | { readonly type: 'progress'; readonly progress: RunProgress }
  /** The host can't be asked. The run goes on, and so does the asking, after `retryInMs`. */
  | { readonly type: 'connection-lost'; readonly message: SafeText; readonly retryInMs: number }
  | { readonly type: 'back' }
  /** A signal was sent to this many processes. */
  | { readonly type: 'stopping'; readonly signal: StopSignal; readonly processes: number }
  | { readonly type: 'ended'; readonly end: RunEnd }
  | { readonly type: 'exporter-shows' | 'prometheus-shows'; readonly run: Run }
  /** The metrics of the run did not come, or could not be asked for. */
  | { readonly type: 'metrics-missing'; readonly source: 'exporter' | 'prometheus'; readonly message: SafeText };

export type StopSignal = 'TERM' | 'KILL';

export type RefusedWhy =
  | 'running'
  | 'not-running'
  /** Nothing on the host starts the job. */
  | 'not-found'
  | 'ambiguous'
  /** The crontab has changed since it was looked at. */
  | 'changed'
  /** The host lacks a program, a folder, or the right to use them. */
  | 'host-unfit'
  /** The host can't be reached. */
  | 'unreachable'
  /** The person said no. */
  | 'declined';
