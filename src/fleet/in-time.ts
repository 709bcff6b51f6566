import type { Clock } from '../ports/clock.ts';
import type { Prometheus } from '../sources/prometheus/client.ts';
import { withSignal } from '../sources/prometheus/with-signal.ts';
import { SourceError } from '../sources/source-error.ts';

/** How long questions about the past may take in one round: it is worth less than being on time. */
const BUDGET_MS = 5000;
/** What a warning says of what did not come in time. */
export const LATE = `no answer within ${BUDGET_MS / 1000} s`;

export interface HistoryPorts {
  readonly clock: Clock;
  /** Ends the round. */
  readonly signal: AbortSignal | undefined;
}

/** What comes within the budget; `null` for what does not. @throws what ends the round itself */
export async function inTime<Found>(
  client: Prometheus,
  { clock, signal }: HistoryPorts,
  ask: (bounded: Prometheus) => Promise<Found>,
): Promise<Found | null> {
  const ending = new AbortController();
  const end = () => ending.abort();
  const cancel = clock.after(BUDGET_MS, end);
  signal?.addEventListener('abort', end);
  if (signal?.aborted) end();
  try {
    return await ask(withSignal(client, ending.signal));
  } catch (error) {
    if (error instanceof SourceError && error.kind === 'aborted') return null;
    throw error;
  } finally {
    cancel();
    signal?.removeEventListener('abort', end);
  }
}
