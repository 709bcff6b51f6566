import type { Diagnosis } from '../domain/chain/diagnose.ts';
import type { FoundRun } from '../domain/host-run/found-run.ts';
import type { RunEvent } from '../domain/host-run/run-event.ts';
import type { Job } from '../domain/job.ts';
import type { AlertChange, ChangeOutcome } from '../domain/silence-change.ts';
import type { SafeText } from '../text/safe-text.ts';
import type { LiveAlerts } from './live-alerts.ts';
import type { LiveRunStep } from './live-run.ts';
import type { LiveTailStep } from './live-tail.ts';

/*
 * A feed is something that goes on outside for as long as a screen of the live table wants it, and that is told step by step: the alerts
 * of the fleet, a diagnosis that fills in, a run that is followed, a database that is tailed. To add one: a line in `FeedTypes`, what it
 * does in `cli/live-feeds.ts`, and in the screen the effects `start-feed` and `end-feed` and the events `told` and `feed-ended`.
 */

/** For each feed what is asked and what each step tells. */
interface FeedTypes {
  readonly doctor: { readonly ask: { readonly job: Job }; readonly told: Diagnosis };
  readonly alerts: { readonly ask: { readonly jobs: readonly Job[] }; readonly told: LiveAlerts };
  readonly 'change-silences': {
    readonly ask: { readonly changes: readonly AlertChange[] };
    readonly told: ChangeOutcome;
  };
  /** How a job is started on its host; `refused` behind it where it can't be now. */
  readonly 'find-run': { readonly ask: { readonly job: Job }; readonly told: RunEvent };
  /** Starts a job as it was found, or only follows what runs already; to its end, and until its metrics are there. */
  readonly run: {
    readonly ask: { readonly job: Job; readonly found: FoundRun; readonly attach: boolean };
    readonly told: LiveRunStep;
  };
  /** Stops what runs. */
  readonly 'stop-run': { readonly ask: { readonly job: Job }; readonly told: RunEvent };
  /** What a job's database tells, then what comes. */
  readonly tail: { readonly ask: { readonly job: Job }; readonly told: LiveTailStep };
}

export type FeedName = keyof FeedTypes & string;

type AskOf<Name extends FeedName> = FeedTypes[Name] extends { readonly ask: infer Ask } ? Ask : never;
type ToldOf<Name extends FeedName> = FeedTypes[Name] extends { readonly told: infer Told } ? Told : never;

/** Which feed, and what is asked of it. */
export type FeedRequest = { readonly [Name in FeedName]: { readonly feed: Name; readonly ask: AskOf<Name> } }[FeedName];

/** One step of a feed. */
export type FeedStep = { readonly [Name in FeedName]: { readonly feed: Name; readonly told: ToldOf<Name> } }[FeedName];

/** How each is done. A feed ends by itself, or when the signal is aborted. Its errors have messages that are safe to show. */
export type FeedSources = {
  readonly [Name in FeedName]: (ask: AskOf<Name>, signal: AbortSignal) => AsyncIterable<ToldOf<Name>>;
};

/** How a feed ended: `error` where it failed. */
export interface FeedEnd {
  readonly error: SafeText | null;
}
