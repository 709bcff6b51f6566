import type { RunEvent } from '../domain/host-run/run-event.ts';

/** So many runs that were asked for in the live table go on at once; the others wait for their turn. */
export const RUNS_AT_ONCE = 4;

/** What is told of a run that was asked for. */
export type LiveRunStep =
  /** Its turn has come. */
  { readonly type: 'starting' } | RunEvent;
