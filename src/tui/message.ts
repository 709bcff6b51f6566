import type { JobId } from '../domain/job.ts';
import type { Run } from '../domain/run.ts';
import type { EpochMs } from '../domain/time.ts';
import type { FleetView } from '../fleet/fleet-stream.ts';
import type { FeedEnd, FeedStep } from '../live/feeds.ts';
import type { Activity } from '../ports/activity-log.ts';
import type { SafeText } from '../text/safe-text.ts';
import type { WantedRun } from './runs/followed-run.ts';
import type { ScreenMessage, ScreenState } from './screens/registry.ts';
import type { ScreenEvent } from './screens/screen.ts';
import type { WindowSize } from './window.ts';

/** What can happen. Those with `to` are for that screen alone. */
export type Message = ScreenMessage | AppMessage;

export type AppMessage =
  | { readonly type: 'window'; readonly window: WindowSize }
  | { readonly type: 'fleet'; readonly view: FleetView; readonly now: EpochMs }
  | { readonly type: 'tick'; readonly now: EpochMs }
  | { readonly type: 'activity'; readonly activity: readonly Activity[] }
  | HistoryMessage
  | FeedMessage
  /** Starts jobs on their hosts, or follows them where they run already. */
  | { readonly type: 'start-runs'; readonly wanted: readonly WantedRun[] }
  /** Stops a run; one that waits for its turn is not started at all. */
  | { readonly type: 'stop-run'; readonly id: JobId }
  | Extract<ScreenEvent, { readonly type: 'move' | 'text' }>
  /** Puts a screen on top. */
  | { readonly type: 'open'; readonly state: ScreenState }
  /** Back to the table, for the rows that a filter leaves. */
  | { readonly type: 'show-rows'; readonly filter: string }
  /** Esc: the screen takes something back, or it closes. */
  | { readonly type: 'back' }
  | { readonly type: 'help' }
  | { readonly type: 'refresh' }
  | { readonly type: 'toggle-pause' }
  | { readonly type: 'copy'; readonly texts: readonly string[] }
  | { readonly type: 'notify'; readonly text: SafeText }
  /** A shell on a host. */
  | { readonly type: 'login'; readonly host: string; readonly instance: string | null }
  /** It is over; `problem` where it did not end well. */
  | { readonly type: 'login-ended'; readonly problem: SafeText | null }
  | { readonly type: 'suspend' }
  | { readonly type: 'redraw' }
  | { readonly type: 'quit' };

/** From a feed that a screen has started under a key of its own. */
export type FeedMessage =
  | { readonly type: 'told'; readonly key: string; readonly step: FeedStep }
  | ({ readonly type: 'feed-ended'; readonly key: string } & FeedEnd);

/** The earlier runs of a job, newest or oldest first; `runs` is `null` where nobody keeps them, `error` where asking failed. */
export interface HistoryMessage {
  readonly type: 'history';
  readonly id: JobId;
  readonly runs: readonly Run[] | null;
  readonly error: SafeText | null;
}
