import { describe, expect, it } from 'vitest';
import type { FeedRequest, FeedSources } from '../../../src/live/feeds.ts';
import { Feeds } from '../../../src/tui/runtime/feeds.ts';
import { eventually } from '../../support/eventually.ts';

const REQUEST = { feed: 'alerts', ask: { jobs: [] } } as FeedRequest;

/** Feeds over a source that the test drives, and what they told. */
function begin(source: (signal: AbortSignal) => AsyncIterable<unknown>) {
  const told: unknown[] = [];
  const sources = { alerts: (_ask: unknown, signal: AbortSignal) => source(signal) } as unknown as FeedSources;
  return { feeds: new Feeds(sources, (message) => told.push(message)), told };
}

describe('feeds', () => {
  it('tell each step and their end, with the key of who wanted them', async () => {
    const { feeds, told } = begin(async function* () {
      yield 'one';
      yield 'two';
    });
    await feeds.start('alerts', REQUEST);
    expect(told).toEqual([
      { type: 'told', key: 'alerts', step: { feed: 'alerts', told: 'one' } },
      { type: 'told', key: 'alerts', step: { feed: 'alerts', told: 'two' } },
      { type: 'feed-ended', key: 'alerts', error: null },
    ]);
  });

  it('tell what went wrong, made safe', async () => {
    const { feeds, told } = begin(() => {
      throw new Error('no\x1b[2J');
    });
    await feeds.start('alerts', REQUEST);
    expect(told).toEqual([{ type: 'feed-ended', key: 'alerts', error: 'no\\x1b[2J' }]);
  });

  it('tell nothing more once they are ended, and their source hears of it', async () => {
    const aborted: boolean[] = [];
    const { feeds, told } = begin(async function* (signal) {
      yield 'one';
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      aborted.push(signal.aborted);
      yield 'two';
    });
    const ended = feeds.start('alerts', REQUEST);
    await eventually(() => told.length === 1, { what: 'the first step' });
    feeds.end('alerts');
    await ended;
    expect(aborted).toEqual([true]);
    expect(told).toHaveLength(1);
  });

  it('take the place of one with the same key', async () => {
    let started = 0;
    const { feeds, told } = begin(async function* (signal) {
      started += 1;
      if (started === 1) await new Promise((resolve) => signal.addEventListener('abort', resolve));
      yield started;
    });
    const first = feeds.start('alerts', REQUEST);
    await feeds.start('alerts', REQUEST);
    await first;
    expect(told).toEqual([
      { type: 'told', key: 'alerts', step: { feed: 'alerts', told: 2 } },
      { type: 'feed-ended', key: 'alerts', error: null },
    ]);
  });
});
