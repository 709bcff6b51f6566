import { expect, it } from 'vitest';
import { afterRounds } from '../../src/fleet/after-rounds.ts';
import { FakeStream } from '../tui/support/fake-stream.ts';
import { FakeClock } from './support/fake-world.ts';

it('calls back once after each whole round, as much later as it is told, and no more once it is ended', () => {
  const stream = new FakeStream({ refreshedAt: 1 });
  const clock = new FakeClock(0);
  let calls = 0;
  const end = afterRounds(stream, clock, 1000, () => {
    calls += 1;
  });
  stream.change({ refreshing: true });
  stream.change({ refreshing: false, refreshedAt: 2 });
  stream.change({ paused: true });
  clock.advance(999);
  expect(calls).toBe(0);
  clock.advance(1);
  expect(calls).toBe(1);
  end();
  stream.change({ refreshing: false, refreshedAt: 3 });
  clock.advance(1000);
  expect(calls).toBe(1);
});
