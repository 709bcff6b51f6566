import { expect, it } from 'vitest';
import { type Activity, type ActivityKind, createActivityLog } from '../../src/ports/activity-log.ts';
import { visible } from '../../src/text/safe-text.ts';

function anActivity(at: number, kind: ActivityKind = 'request'): Activity {
  return { kind, at, what: visible('GET http://x/'), outcome: visible('200'), failed: false, durationMs: 1 };
}

it('keeps the newest, oldest first, and tells how many there have been', () => {
  const log = createActivityLog(3);
  for (let at = 0; at < 10; at++) log.add(anActivity(at));
  expect(log.entries().map(({ at }) => at)).toEqual([7, 8, 9]);
  expect(log.count()).toBe(10);
});

it('keeps of each kind as many, so that requests push out no deed and no look at a host, in their order', () => {
  const log = createActivityLog(2);
  log.add(anActivity(0, 'act'));
  for (let at = 1; at < 30; at++) log.add(anActivity(at, at % 10 === 0 ? 'look' : 'request'));
  log.add(anActivity(30, 'act'));
  for (let at = 31; at < 60; at++) log.add(anActivity(at));
  expect(log.entries().map(({ at }) => at)).toEqual([0, 10, 20, 30, 58, 59]);
  for (let at = 60; at < 62; at++) log.add(anActivity(at, 'act'));
  expect(log.entries().map(({ at }) => at)).toEqual([10, 20, 58, 59, 60, 61]);
});

it('gives the same list as long as nothing is added, and never changes one that it gave', () => {
  const log = createActivityLog(2);
  log.add(anActivity(1));
  const first = log.entries();
  expect(log.entries()).toBe(first);
  log.add(anActivity(2));
  log.add(anActivity(3));
  expect(first).toHaveLength(1);
  expect(log.entries().map(({ at }) => at)).toEqual([2, 3]);
});

it('tells its listeners of each entry until they have heard enough', () => {
  const log = createActivityLog();
  let heard = 0;
  const stop = log.subscribe(() => {
    heard += 1;
  });
  log.add(anActivity(1));
  stop();
  log.add(anActivity(2));
  expect(heard).toBe(1);
});
