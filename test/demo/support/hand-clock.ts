import type { EpochMs } from '../../../src/domain/time.ts';
import type { Clock } from '../../../src/ports/clock.ts';

interface Waiting {
  readonly at: EpochMs;
  readonly callback: () => void;
}

/** A clock that goes on when it is told to; who waits is called then, or when so much real time has passed. */
export class HandClock implements Clock {
  #now: EpochMs;
  readonly #waiting = new Set<Waiting>();

  constructor(now: EpochMs) {
    this.#now = now;
  }

  now(): EpochMs {
    return this.#now;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = setTimeout(() => this.#call(waiting), delayMs);
    const waiting: Waiting = {
      at: this.#now + delayMs,
      callback: () => {
        clearTimeout(timer);
        callback();
      },
    };
    this.#waiting.add(waiting);
    return () => {
      clearTimeout(timer);
      this.#waiting.delete(waiting);
    };
  }

  /** Calls back whoever is due by then, in order. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [next] = [...this.#waiting].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
      if (next === undefined) break;
      this.#now = Math.max(this.#now, next.at);
      this.#call(next);
    }
    this.#now = end;
  }

  #call(waiting: Waiting): void {
    if (this.#waiting.delete(waiting)) waiting.callback();
  }
}
