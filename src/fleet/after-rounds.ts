import type { Clock } from '../ports/clock.ts';
import type { FleetStream } from './fleet-stream.ts';

/** By then a round's snapshot is on the screen. */
const SHOWN_MS = 100;

/** Calls back a moment after each round, once there is nothing to do but wait for the next one. The returned function ends that. */
export function afterRounds(stream: FleetStream, clock: Clock, callback: () => void): () => void {
  let { refreshedAt } = stream.view();
  return stream.subscribe(() => {
    const view = stream.view();
    if (view.refreshing || view.refreshedAt === refreshedAt) return;
    refreshedAt = view.refreshedAt;
    clock.after(SHOWN_MS, callback);
  });
}
