import type { Clock } from '../ports/clock.ts';
import type { ScriptOptions } from './host-shell.ts';

/** Ends whatever waits for its signal: when the time is up, or when nobody wants the answer any more. */
export interface Limit {
  readonly signal: AbortSignal;
  /** To be called when the work is done. */
  lift(): void;
}

export function limitOf({ deadlineMs, signal }: Pick<ScriptOptions, 'deadlineMs' | 'signal'>, clock: Clock): Limit {
  const controller = new AbortController();
  const abort = () => controller.abort('aborted');
  const cancel = clock.after(deadlineMs, () => controller.abort('timeout'));
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    lift: () => {
      cancel();
      signal?.removeEventListener('abort', abort);
    },
  };
}

export function reasonOf(signal: AbortSignal): 'timeout' | 'aborted' {
  return signal.reason === 'timeout' ? 'timeout' : 'aborted';
}
