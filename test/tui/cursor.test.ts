import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cursor, FIRST, itemsOf, keepCursor, moveCursor, putOn, seenOf } from '../../src/tui/cursor.ts';
import type { Motion } from '../../src/tui/motion.ts';

const HEIGHT = 5;
const letters = (text: string) => itemsOf([...text], (letter) => letter);
const alphabet = letters('abcdefghijklmnopqrstuvwxyz');
const moves = (...motions: readonly Motion[]): Cursor =>
  motions.reduce((cursor, motion) => moveCursor(cursor, motion, alphabet, HEIGHT), keepCursor(FIRST, alphabet, HEIGHT));
const seen = ({ key, at, top }: Cursor) => `${key} on line ${at - top}, from ${top}`;

describe('the cursor', () => {
  it('moves within the window, and takes the window along at its ends', () => {
    expect(seen(moves('down', 'down'))).toBe('c on line 2, from 0');
    expect(seen(moves('down', 'down', 'down', 'down', 'down'))).toBe('f on line 4, from 1');
    expect(seen(moves('up'))).toBe('a on line 0, from 0');
    expect(seen(moves('last'))).toBe('z on line 4, from 21');
    expect(seen(moves('last', 'down'))).toBe('z on line 4, from 21');
    expect(seen(moves('last', 'first'))).toBe('a on line 0, from 0');
  });

  it('keeps its line of the screen when it goes by pages, and a line of the old page is seen on the new one', () => {
    expect(seen(moves('down', 'page-down'))).toBe('f on line 1, from 4');
    expect(seen(moves('down', 'page-down', 'page-up'))).toBe('b on line 1, from 0');
    expect(seen(moves('down', 'half-page-down'))).toBe('d on line 1, from 2');
  });

  it('stays on its item and its line when items come before it, go, or change places', () => {
    const cursor = moves('page-down', 'down');
    expect(seen(cursor)).toBe('f on line 1, from 4');
    expect(seen(keepCursor(cursor, letters('XYabcdefghijkl'), HEIGHT))).toBe('f on line 1, from 6');
    expect(seen(keepCursor(cursor, letters('cdefghijkl'), HEIGHT))).toBe('f on line 1, from 2');
    expect(seen(keepCursor(cursor, letters('zyxwvutsrqponmlkjihgfedcba'), HEIGHT))).toBe('f on line 1, from 19');
  });

  it('gives up its line rather than leave room empty, or the item unseen', () => {
    const cursor = moves('page-down', 'down');
    expect(seen(keepCursor(cursor, letters('f'), HEIGHT))).toBe('f on line 0, from 0');
    expect(seen(keepCursor(cursor, letters('abcdef'), HEIGHT))).toBe('f on line 4, from 1');
    expect(seen(keepCursor(moves('last'), alphabet, 2))).toBe('z on line 1, from 24');
  });

  it('selects what stands in the place of an item that is gone', () => {
    expect(seen(keepCursor(moves('down', 'down'), letters('abdefg'), HEIGHT))).toBe('d on line 2, from 0');
    expect(seen(keepCursor(moves('down', 'down'), letters('a'), HEIGHT))).toBe('a on line 0, from 0');
    expect(keepCursor(moves('down'), letters(''), HEIGHT).key).toBeNull();
  });

  it('stays first until a person has moved it', () => {
    const cursor = keepCursor(FIRST, letters('abc'), HEIGHT);
    expect(keepCursor(cursor, letters('xabc'), HEIGHT).key).toBe('x');
  });

  it('is put on an item in the middle of the window where that was not seen, and on its line where it was', () => {
    expect(seen(putOn(moves(), 'n', alphabet, HEIGHT))).toBe('n on line 2, from 11');
    expect(seen(putOn(moves(), 'd', alphabet, HEIGHT))).toBe('d on line 3, from 0');
    expect(seen(putOn(moves('down'), '?', alphabet, HEIGHT))).toBe('b on line 1, from 0');
  });

  it('always sees its item and leaves no room empty, whatever happens', () => {
    const motion = fc.constantFrom<Motion>(
      'up',
      'down',
      'page-up',
      'page-down',
      'half-page-up',
      'half-page-down',
      'first',
      'last',
    );
    const step = fc.oneof(
      motion,
      fc.uniqueArray(fc.constantFrom(...'abcdefghijklmnop')),
      fc.integer({ min: 1, max: 20 }),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let list: readonly string[] = [...'abcdefgh'];
        let height = HEIGHT;
        let cursor = keepCursor(FIRST, letters(list.join('')), height);
        for (const each of steps) {
          if (Array.isArray(each)) list = each;
          if (typeof each === 'number') height = each;
          const items = letters(list.join(''));
          cursor =
            typeof each === 'string' ? moveCursor(cursor, each, items, height) : keepCursor(cursor, items, height);
          const { from, to } = seenOf(cursor, list.length, height);
          expect(cursor.key).toBe(list[cursor.at] ?? null);
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to - from).toBe(Math.min(height, list.length));
          if (list.length > 0) expect(cursor.at >= from && cursor.at < to).toBe(true);
        }
      }),
    );
  });
});
