import type { Clock } from '../ports/clock.ts';
import type { FleetStream } from './fleet-stream.ts';

/** Calls back that long after each round. The returned function ends that. */
export function afterRounds(stream: FleetStream, clock: Clock, delayMs: number, callback: () => void): () => void {
  let { refreshedAt } = stream.view();
  return stream.subscribe(() => {
    const view = stream.view();
    if (view.refreshing || view.refreshedAt === refreshedAt) return;
    refreshedAt = view.refreshedAt;
    clock.after(delayMs, callback);
  });
}
