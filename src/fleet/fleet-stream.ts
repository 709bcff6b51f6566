import type { Snapshot } from '../domain/snapshot.ts';
import type { EpochMs } from '../domain/time.ts';

/** What is known about the fleet right now, and what is going on. A new object for each change, so that `===` tells whether there was one. */
export interface FleetView {
  /** `null` until the first source has said anything. While a round goes on, rows come as they are read. */
  readonly snapshot: Snapshot | null;
  /** The last whole round before this one, to show what has changed; `null` in the first. */
  readonly previous: Snapshot | null;
  readonly refreshing: boolean;
  /** When the last whole round ended. */
  readonly refreshedAt: EpochMs | null;
  /** When the next one begins; `null` while one goes on, or paused. */
  readonly nextAt: EpochMs | null;
  readonly paused: boolean;
}

/** The fleet, asked again and again. */
export interface FleetStream {
  view(): FleetView;
  /** The listener is called for each change; of rows that come in during a round a few times a second at most. */
  subscribe(listener: () => void): () => void;
  /** Asks now, whether paused or not. */
  refresh(): void;
  pause(): void;
  resume(): void;
  /** Ends everything that goes on. */
  stop(): void;
}
