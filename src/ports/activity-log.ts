import type { EpochMs } from '../domain/time.ts';
import type { SafeText } from '../text/safe-text.ts';

/** `request`: a server was asked; `look`: a script looked around on a host; `act`: something was changed, or a person let in. */
export type ActivityKind = 'request' | 'look' | 'act';

/** One thing that duptop did out there, once it is over. */
export interface Activity {
  readonly kind: ActivityKind;
  /** When it began. */
  readonly at: EpochMs;
  /** Such as `POST http://localhost:9090/api/v1/query`; never with credentials. */
  readonly what: SafeText;
  /** Such as `200`, or why there was no answer. */
  readonly outcome: SafeText;
  readonly failed: boolean;
  readonly durationMs: number | null;
}

/** What duptop did, for the person who wants to know. Bounded: of each kind the oldest goes first, so that many requests push out no deed. */
export interface ActivityLog {
  /** Oldest first; a new array only after something was added. */
  entries(): readonly Activity[];
  add(activity: Activity): void;
  /** How many there have been, those included that were dropped. */
  count(): number;
  subscribe(listener: () => void): () => void;
}

/** Of each kind. */
const CAPACITY = 500;
/** Times the capacity, where nobody asks for them: as many as there are kinds, and one more. */
const MOST_FRESH = 4;

/** Keeps the newest of each kind in memory and nowhere else. */
export function createActivityLog(capacity = CAPACITY): ActivityLog {
  let kept: readonly Activity[] = [];
  let fresh: Activity[] = [];
  let count = 0;
  const listeners = new Set<() => void>();
  return {
    entries() {
      if (fresh.length > 0) {
        kept = newestOfEach([...kept, ...fresh], capacity);
        fresh = [];
      }
      return kept;
    },
    add(activity) {
      count += 1;
      fresh.push(activity);
      if (fresh.length > MOST_FRESH * capacity) fresh = newestOfEach(fresh, capacity);
      for (const listener of listeners) listener();
    },
    count: () => count,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function newestOfEach(activities: readonly Activity[], capacity: number): Activity[] {
  const counts: Record<ActivityKind, number> = { request: 0, look: 0, act: 0 };
  return activities
    .toReversed()
    .filter(({ kind }) => {
      counts[kind] += 1;
      return counts[kind] <= capacity;
    })
    .reverse();
}
