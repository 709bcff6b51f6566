import type { RunEvent, RunProgress } from '../../domain/host-run/run-event.ts';
import type { Clock } from '../../ports/clock.ts';
import { pause } from '../../ports/pause.ts';
import { type SafeText, visible } from '../../text/safe-text.ts';
import type { HostShell } from '../host-shell.ts';
import { RemoteError } from '../remote-error.ts';
import { outputLines } from './output-lines.ts';
import { type Part, pollRun } from './poll-run.ts';
import type { RunHandle } from './run-handle.ts';
import { readProgress } from './upload-progress.ts';

export interface FollowOptions {
  readonly clock: Clock;
  /** Ends the following, quietly; the run goes on. */
  readonly signal: AbortSignal;
}

const POLL_MS = 1000;
/** The database is asked less often: each time costs the host two processes. */
const PROGRESS_EVERY = 5;
/** But at once where the run says that it uploads; and once more, since the row may be written a moment later. */
const UPLOADS = /^\s*Uploading file/;
const ASKED_AFTER_UPLOAD = 2;
const LONGEST_RETRY_MS = 30_000;

/**
 * Follows a run to its end: what it says, what it has sent. Nothing is held between polls: a connection that is lost is told, and tried again
 * until it is back.
 */
export async function* followRun(
  shell: HostShell,
  handle: RunHandle,
  { clock, signal }: FollowOptions,
): AsyncGenerator<RunEvent, void> {
  const follower = new Follower(shell, handle, signal);
  while (!signal.aborted) {
    const events = await follower.poll();
    yield* events;
    if (events.some(({ type }) => type === 'ended')) return;
    if (follower.isBehind) continue;
    await pause(clock, follower.retryMs ?? POLL_MS, signal);
  }
}

class Follower {
  readonly #shell: HostShell;
  readonly #signal: AbortSignal;
  #handle: RunHandle;
  #polls = 0;
  /** In so many polls from now on the database is asked. */
  #dueFor = 0;
  #progress: RunProgress | null = null;
  /** More has been said than was fetched. */
  isBehind = false;
  /** How long to wait while the host can't be asked; `null`: it can. */
  retryMs: number | null = null;

  constructor(shell: HostShell, handle: RunHandle, signal: AbortSignal) {
    this.#shell = shell;
    this.#handle = handle;
    this.#signal = signal;
  }

  async poll(): Promise<readonly RunEvent[]> {
    try {
      const events = await this.#ask();
      const isBack = this.retryMs !== null;
      this.retryMs = null;
      return isBack ? [{ type: 'back' }, ...events] : events;
    } catch (error) {
      if (this.#signal.aborted) return [];
      if (!(error instanceof RemoteError)) throw error;
      this.isBehind = false;
      this.retryMs = Math.min((this.retryMs ?? POLL_MS / 2) * 2, LONGEST_RETRY_MS);
      return [{ type: 'connection-lost', message: visible(error.message), retryInMs: this.retryMs }];
    }
  }

  async #ask(): Promise<readonly RunEvent[]> {
    const polled = await pollRun(this.#shell, this.#handle, this.#signal);
    const lines = [...this.#take('output', polled.output), ...this.#take('log', polled.log)];
    // What is left of a long output comes with the next polls.
    this.isBehind = polled.output?.more === true || polled.log?.more === true;
    const isOver = polled.end !== null && !this.isBehind;
    if (lines.some((line) => UPLOADS.test(line))) this.#dueFor = ASKED_AFTER_UPLOAD;
    const isDue = ((this.#polls % PROGRESS_EVERY === 0 || this.#dueFor > 0) && !this.isBehind) || isOver;
    this.#polls += 1;
    if (isDue) this.#dueFor = Math.max(0, this.#dueFor - 1);
    const progress = isDue ? await this.#newProgress() : null;
    return [
      ...(lines.length === 0 ? [] : [{ type: 'output', lines } as const]),
      ...(progress === null ? [] : [{ type: 'progress', progress } as const]),
      ...(isOver && polled.end !== null ? [{ type: 'ended', end: polled.end } as const] : []),
    ];
  }

  #take(name: 'output' | 'log', part: Part | null): readonly SafeText[] {
    if (part === null) return [];
    this.#handle = { ...this.#handle, [name]: part.next };
    return outputLines(part.bytes);
  }

  /** `null` where nothing has moved. */
  async #newProgress(): Promise<RunProgress | null> {
    const progress = await readProgress(this.#shell, this.#handle, this.#signal);
    if (progress === null || (progress.files === this.#progress?.files && progress.bytes === this.#progress.bytes))
      return null;
    this.#progress = progress;
    return progress.files === 0 ? null : progress;
  }
}
