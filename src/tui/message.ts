import type { JobId } from '../domain/job.ts';
import type { Run } from '../domain/run.ts';
import type { EpochMs } from '../domain/time.ts';
import type { FleetView } from '../fleet/fleet-stream.ts';
import type { Activity } from '../ports/activity-log.ts';
import type { SafeText } from '../text/safe-text.ts';
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
  | { readonly type: 'suspend' }
  | { readonly type: 'redraw' }
  | { readonly type: 'quit' };

/** The earlier runs of a job, newest or oldest first; `runs` is `null` where nobody keeps them, `error` where asking failed. */
export interface HistoryMessage {
  readonly type: 'history';
  readonly id: JobId;
  readonly runs: readonly Run[] | null;
  readonly error: SafeText | null;
}
