import type { EpochMs } from '../domain/time.ts';

export interface Clock {
  now(): EpochMs;
  /** Calls back once, not before `delayMs` have passed; the returned function takes it back. */
  after(delayMs: number, callback: () => void): () => void;
}
