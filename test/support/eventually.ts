import { setTimeout as wait } from 'node:timers/promises';

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 250;

export interface Patience {
  /** What is waited for, as it ends the sentence `waited 10 s for …`. */
  readonly what: string;
  readonly deadlineMs?: number;
}

/**
 * Asks until `condition` gives a value that is not `false`, `null` or `undefined`, and returns that value. A condition that throws has
 * not come true yet. @throws Error naming `what`, with the last error of the condition as its cause, when the deadline passes.
 */
export async function eventually<T>(
  condition: () => T | false | null | undefined | Promise<T | false | null | undefined>,
  { what, deadlineMs = 20_000 }: Patience,
): Promise<T> {
  const end = performance.now() + deadlineMs;
  let failure: unknown;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    try {
      const value = await condition();
      if (value !== false && value !== null && value !== undefined) return value;
      failure = undefined;
    } catch (error) {
      if (error instanceof GiveUp) throw error;
      failure = error;
    }
    if (performance.now() >= end) break;
    await wait(pause);
  }
  const last = failure instanceof Error ? `; last: ${failure.message}` : '';
  throw new Error(`waited ${Math.round(deadlineMs / 1000)} s for ${what}${last}`, { cause: failure });
}

/** Thrown by a condition that can't come true any more: `eventually` passes it on at once. */
export class GiveUp extends Error {
  override readonly name = 'GiveUp';
}
