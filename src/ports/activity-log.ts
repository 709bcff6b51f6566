import type { EpochMs } from '../domain/time.ts';
import type { SafeText } from '../text/safe-text.ts';

/** One thing that duptop did out there, once it is over. */
export interface Activity {
  /** When it began. */
  readonly at: EpochMs;
  /** Such as `POST http://localhost:9090/api/v1/query`; never with credentials. */
  readonly what: SafeText;
  /** Such as `200`, or why there was no answer. */
  readonly outcome: SafeText;
  readonly failed: boolean;
  readonly durationMs: number | null;
}

/** What duptop did, for the person who wants to know. Bounded: the oldest goes first. */
export interface ActivityLog {
  /** Oldest first; a new array only after something was added. */
  entries(): readonly Activity[];
  add(activity: Activity): void;
  /** How many there have been, those included that were dropped. */
  count(): number;
  subscribe(listener: () => void): () => void;
}

const CAPACITY = 500;

/** Keeps the newest in memory and nowhere else. */
export function createActivityLog(capacity = CAPACITY): ActivityLog {
  let kept: readonly Activity[] = [];
  let fresh: Activity[] = [];
  let count = 0;
  const listeners = new Set<() => void>();
  return {
    entries() {
      if (fresh.length > 0) {
        kept = [...kept, ...fresh].slice(-capacity);
        fresh = [];
      }
      return kept;
    },
    add(activity) {
      count += 1;
      fresh.push(activity);
      if (fresh.length > 2 * capacity) fresh = fresh.slice(-capacity);
      for (const listener of listeners) listener();
    },
    count: () => count,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
