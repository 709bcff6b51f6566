import { systemClock } from '../../src/platform/clock.ts';
import type { Clock } from '../../src/ports/clock.ts';

/** The time of this machine, and what was added to it by hand. */
export class AddedTime implements Clock {
  #addedMs = 0;

  now(): number {
    return systemClock.now() + this.#addedMs;
  }

  after(delayMs: number, callback: () => void): () => void {
    return systemClock.after(delayMs, callback);
  }

  pass(ms: number): void {
    this.#addedMs += ms;
  }
}

/** The time of another clock; but what waits for it goes on only by hand. */
export class HandClock implements Clock {
  readonly #time: AddedTime;
  readonly #waiting = new Set<() => void>();

  constructor(time: AddedTime) {
    this.#time = time;
  }

  now(): number {
    return this.#time.now();
  }

  after(_delayMs: number, callback: () => void): () => void {
    this.#waiting.add(callback);
    return () => this.#waiting.delete(callback);
  }

  /** A second has passed. */
  tick(): void {
    this.#time.pass(1000);
    const due = [...this.#waiting];
    this.#waiting.clear();
    for (const callback of due) callback();
  }
}
