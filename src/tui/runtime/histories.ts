import type { Job, JobId } from '../../domain/job.ts';
import type { Run } from '../../domain/run.ts';
import { visible } from '../../text/safe-text.ts';
import type { HistoryMessage } from '../message.ts';

export type ReadHistory = (job: Job, days: number, signal: AbortSignal) => Promise<readonly Run[] | null>;

/** Loads earlier runs, one loading a job; `answer` is not called for one that was ended. */
export class Histories {
  readonly #read: ReadHistory;
  readonly #answer: (message: HistoryMessage) => void;
  readonly #loading = new Map<JobId, AbortController>();

  constructor(read: ReadHistory, answer: (message: HistoryMessage) => void) {
    this.#read = read;
    this.#answer = answer;
  }

  async load(job: Job, days: number): Promise<void> {
    this.end(job.id);
    const ending = new AbortController();
    this.#loading.set(job.id, ending);
    const message = await this.#ask(job, days, ending.signal);
    if (ending.signal.aborted) return;
    this.#loading.delete(job.id);
    this.#answer(message);
  }

  end(id: JobId): void {
    this.#loading.get(id)?.abort();
    this.#loading.delete(id);
  }

  endAll(): void {
    for (const id of [...this.#loading.keys()]) this.end(id);
  }

  async #ask(job: Job, days: number, signal: AbortSignal): Promise<HistoryMessage> {
    try {
      return { type: 'history', id: job.id, runs: await this.#read(job, days, signal), error: null };
    } catch (error) {
      const { message } = error instanceof Error ? error : new Error(String(error));
      return { type: 'history', id: job.id, runs: null, error: visible(message) };
    }
  }
}
