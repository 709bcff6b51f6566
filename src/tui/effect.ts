import type { Job, JobId } from '../domain/job.ts';
import type { FeedRequest } from '../live/feeds.ts';

/** What is to be done outside; `runtime/run-effect.ts` does it. */
export type Effect =
  | { readonly type: 'quit' }
  /** Hands the terminal back to the shell, as Ctrl+Z does. */
  | { readonly type: 'suspend' }
  /** Draws everything anew, whatever another program left on the screen. */
  | { readonly type: 'redraw' }
  /** Gives the terminal to a shell on a host until the person leaves it; how that ended comes as `login-ended`. */
  | { readonly type: 'login'; readonly host: string; readonly instance: string | null }
  /** Into the clipboard of the terminal, by OSC 52. */
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'refresh' }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** Answered by a `history` message. */
  | { readonly type: 'load-history'; readonly job: Job; readonly days: number }
  /** Told by `told` and `feed-ended` messages with the same key; a feed with that key which still goes on is ended. */
  | { readonly type: 'start-feed'; readonly key: string; readonly request: FeedRequest }
  | { readonly type: 'end-feed'; readonly key: string }
  /** Ends the loading, if it still goes on. */
  | { readonly type: 'drop-history'; readonly id: JobId };
