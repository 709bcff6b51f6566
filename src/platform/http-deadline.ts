import { HttpError } from '../ports/http.ts';

/** The end of one whole exchange: by the clock or by the caller's signal. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** What ended the exchange, `null` where neither did. */
  error(url: string): HttpError | null;
  /** Lets go of the timer and of the caller's signal; the exchange is over. */
  clear(): void;
}

export function startDeadline(deadlineMs: number, caller: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  let passed = false;
  const abort = () => controller.abort();
  const timer = setTimeout(() => {
    passed = true;
    abort();
  }, deadlineMs);
  caller?.addEventListener('abort', abort, { once: true });
  if (caller?.aborted) abort();
  return {
    signal: controller.signal,
    error: (url) => {
      if (passed) return new HttpError('timeout', url, `no answer within ${inWords(deadlineMs)}`);
      return controller.signal.aborted ? new HttpError('aborted', url, 'given up') : null;
    },
    clear: () => {
      clearTimeout(timer);
      caller?.removeEventListener('abort', abort);
    },
  };
}

/** To a tenth of a second from half a second on: a deadline of which a first try has used up a little is still that deadline. */
function inWords(ms: number): string {
  return ms < 500 ? `${ms} ms` : `${Number((ms / 1000).toFixed(1))} s`;
}
