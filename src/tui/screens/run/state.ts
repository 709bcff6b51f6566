import type { FoundRun } from '../../../domain/host-run/found-run.ts';
import type { RunEvent } from '../../../domain/host-run/run-event.ts';
import type { Job, JobId } from '../../../domain/job.ts';
import type { EpochMs } from '../../../domain/time.ts';
import type { SafeText } from '../../../text/safe-text.ts';
import { type Cursor, FIRST } from '../../cursor.ts';
import type { Model } from '../../model.ts';
import type { FollowedRun } from '../../runs/followed-run.ts';

/** Runs that were asked for here; before that, what would be started. The runs themselves are in the model: they outlive the screen. */
export interface RunState {
  readonly screen: 'run';
  readonly mode: ListMode | AskMode | StopMode;
  readonly cursor: Cursor;
}

interface ListMode {
  readonly kind: 'list';
}

/** How the jobs are started is looked for, and shown; nothing is started before the person says so. */
export interface AskMode {
  readonly kind: 'ask';
  readonly since: EpochMs;
  readonly asked: readonly AskedRun[];
  /** Whether it was asked for in the list, and goes back there. */
  readonly inList: boolean;
  /** The first line that is seen. */
  readonly top: number;
}

/** Whether a run is to be stopped is asked. */
interface StopMode {
  readonly kind: 'stop';
  readonly id: JobId;
}

/** A job that may be started, and what its host says of that. */
export interface AskedRun {
  readonly job: Job;
  readonly isLooking: boolean;
  readonly found: { readonly way: SafeText; readonly found: FoundRun } | null;
  readonly refusal: Extract<RunEvent, { readonly type: 'refused' }> | null;
  /** A defect: why looking ended without either. */
  readonly error: SafeText | null;
}

export type RunMessage = { readonly to: 'run' } /** Once more. */ & (
  | { readonly type: 'ask-again' }
  | { readonly type: 'confirm' }
  | { readonly type: 'ask-stop' }
  | { readonly type: 'confirm-stop' }
  /** Away from it; what runs goes on. */
  | { readonly type: 'leave' }
);

export const LIST_MODE: ListMode = { kind: 'list' };

/** The runs, on that of a job where it has one. */
export function openRuns(id: JobId | null): RunState {
  return { screen: 'run', mode: LIST_MODE, cursor: id === null ? FIRST : { ...FIRST, key: id, moved: true } };
}

/** Asks before anything is started. */
export function askToRun(jobs: readonly Job[], since: EpochMs): RunState {
  return { screen: 'run', mode: askMode(jobs, since, { inList: false }), cursor: FIRST };
}

export function askMode(jobs: readonly Job[], since: EpochMs, { inList }: { readonly inList: boolean }): AskMode {
  const asked = jobs.map((job): AskedRun => ({ job, isLooking: true, found: null, refusal: null, error: null }));
  return { kind: 'ask', since, asked, inList, top: 0 };
}

export function runUnderCursor({ cursor }: RunState, { runs }: Model): FollowedRun | null {
  return [...runs.values()][cursor.at] ?? null;
}
