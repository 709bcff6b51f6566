import type { FeedName, FeedRequest, FeedSources, FeedStep } from '../../live/feeds.ts';
import { type SafeText, visible } from '../../text/safe-text.ts';
import type { FeedMessage } from '../message.ts';

type AnySource = (ask: unknown, signal: AbortSignal) => AsyncIterable<unknown>;

/** Runs feeds, one a key; nothing is told of one that was ended. */
export class Feeds {
  readonly #sources: FeedSources;
  readonly #tell: (message: FeedMessage) => void;
  readonly #running = new Map<string, AbortController>();

  constructor(sources: FeedSources, tell: (message: FeedMessage) => void) {
    this.#sources = sources;
    this.#tell = tell;
  }

  /** In the place of one with the same key. */
  async start(key: string, { feed, ask }: FeedRequest): Promise<void> {
    this.end(key);
    const ending = new AbortController();
    this.#running.set(key, ending);
    const { signal } = ending;
    const error = await this.#follow(key, feed, ask, signal);
    if (signal.aborted) return;
    this.#running.delete(key);
    this.#tell({ type: 'feed-ended', key, error });
  }

  end(key: string): void {
    this.#running.get(key)?.abort();
    this.#running.delete(key);
  }

  endAll(): void {
    for (const key of [...this.#running.keys()]) this.end(key);
  }

  /** What went wrong. */
  async #follow(key: string, feed: FeedName, ask: unknown, signal: AbortSignal): Promise<SafeText | null> {
    try {
      const source = this.#sources[feed] as AnySource;
      for await (const told of source(ask, signal)) {
        if (signal.aborted) return null;
        this.#tell({ type: 'told', key, step: { feed, told } as FeedStep });
      }
      return null;
    } catch (error) {
      return visible(error instanceof Error ? error.message : String(error));
    }
  }
}
