import type { Job, JobId } from '../domain/job.ts';

/** What is to be done outside; `runtime/run-effect.ts` does it. */
export type Effect =
  | { readonly type: 'quit' }
  /** Hands the terminal back to the shell, as Ctrl+Z does. */
  | { readonly type: 'suspend' }
  /** Draws everything anew, whatever another program left on the screen. */
  | { readonly type: 'redraw' }
  /** Into the clipboard of the terminal, by OSC 52. */
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'refresh' }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** Answered by a `history` message. */
  | { readonly type: 'load-history'; readonly job: Job; readonly days: number }
  /** Ends the loading, if it still goes on. */
  | { readonly type: 'drop-history'; readonly id: JobId };
