import { HttpError } from '../ports/http.ts';

/** The end of one whole exchange: by the clock or by the caller's signal. */
export interface Deadline {
  /** What ended the exchange, `null` while it may go on. */
  error(url: string): HttpError | null;
  /** What to stop when it ends; stopped at once where it has ended already. One thing at a time: a later one takes its place. */
  stops(stop: () => void): void;
  /** Lets go of the timer and of the caller's signal; the exchange is over. */
  clear(): void;
}

export function startDeadline(deadlineMs: number, caller: AbortSignal | undefined): Deadline {
  let ended: 'timeout' | 'aborted' | null = null;
  let stop = () => {};
  const end = (how: 'timeout' | 'aborted') => {
    ended ??= how;
    stop();
  };
  const timer = setTimeout(() => end('timeout'), deadlineMs);
  const abort = () => end('aborted');
  caller?.addEventListener('abort', abort, { once: true });
  if (caller?.aborted) abort();
  return {
    error: (url) => {
      if (ended === null) return null;
      return new HttpError(ended, url, ended === 'timeout' ? `no answer within ${inWords(deadlineMs)}` : 'given up');
    },
    stops: (given) => {
      stop = given;
      if (ended !== null) stop();
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
