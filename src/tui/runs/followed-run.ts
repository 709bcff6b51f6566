import type { FoundRun } from '../../domain/host-run/found-run.ts';
import type { RunEnd, RunEvent, RunProgress } from '../../domain/host-run/run-event.ts';
import type { Job, JobId } from '../../domain/job.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { LiveRunStep } from '../../live/live-run.ts';
import type { SafeText } from '../../text/safe-text.ts';

/** A job that is to be started as it was found; `attach`: it runs already, and is only followed. */
export interface WantedRun {
  readonly job: Job;
  readonly way: SafeText;
  readonly found: FoundRun;
  readonly attach: boolean;
}

/** `waiting`: for its turn; `refused`: it was not started. */
type RunPhase = 'waiting' | 'starting' | 'going' | 'ended' | 'refused';

/** What is known of a run that was asked for, or is followed. Times are by our clock. */
export interface FollowedRun extends WantedRun {
  readonly phase: RunPhase;
  readonly since: EpochMs | null;
  readonly until: EpochMs | null;
  readonly progress: RunProgress | null;
  /** The last lines that it said. */
  readonly output: readonly SafeText[];
  /** Why its host can't be asked now; the run goes on. */
  readonly lost: Extract<RunEvent, { readonly type: 'connection-lost' }> | null;
  readonly end: RunEnd | null;
  /** Why it was not started. */
  readonly refusal: Extract<RunEvent, { readonly type: 'refused' }> | null;
  /** That it is being stopped; where its metrics are, or why not. In their order. */
  readonly notes: readonly NotedEvent[];
  /** Whether anything more will be told of it. */
  readonly isFollowed: boolean;
  /** Why it is not followed any more, though its end was not seen. */
  readonly problem: SafeText | null;
}

type NotedEvent = Extract<
  RunEvent,
  { readonly type: 'stopping' | 'exporter-shows' | 'prometheus-shows' | 'metrics-missing' }
>;

/** In the order in which they were asked for. */
export type FollowedRuns = ReadonlyMap<JobId, FollowedRun>;

const MOST_LINES = 500;

export function wantedRun(wanted: WantedRun): FollowedRun {
  return {
    ...wanted,
    phase: 'waiting',
    since: null,
    until: null,
    progress: null,
    output: [],
    lost: null,
    end: null,
    refusal: null,
    notes: [],
    isFollowed: true,
    problem: null,
  };
}

/** Whether it is going on, or will be. */
export function isGoing({ phase, isFollowed }: FollowedRun): boolean {
  return isFollowed && (phase === 'waiting' || phase === 'starting' || phase === 'going');
}

/** The run once that was told of it. */
export function afterStep(run: FollowedRun, step: LiveRunStep, now: EpochMs): FollowedRun {
  switch (step.type) {
    case 'starting':
      return { ...run, phase: 'starting', since: now };
    case 'found':
      return run;
    case 'refused':
      return { ...run, phase: 'refused', until: now, lost: null, refusal: step };
    case 'started':
      // Clocks differ: only of a run that somebody else began is the host's clock all there is.
      return { ...run, phase: 'going', since: step.attached ? Math.min(step.startedAt ?? now, now) : now };
    case 'output':
      return { ...run, output: [...run.output, ...step.lines].slice(-MOST_LINES) };
    case 'progress':
      return { ...run, progress: step.progress };
    case 'connection-lost':
      return { ...run, lost: step };
    case 'back':
      return { ...run, lost: null };
    case 'ended':
      return { ...run, phase: 'ended', until: now, lost: null, end: step.end };
    case 'stopping':
    case 'exporter-shows':
    case 'prometheus-shows':
    case 'metrics-missing':
      return { ...run, notes: [...run.notes, step] };
  }
}

/** Nothing more is told of it. */
export function afterFeed(run: FollowedRun, problem: SafeText | null, now: EpochMs): FollowedRun {
  return { ...run, isFollowed: false, lost: null, problem, until: run.until ?? now };
}
