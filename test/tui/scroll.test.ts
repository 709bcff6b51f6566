import { expect, it } from 'vitest';
import { placeText, scrolled, withinText } from '../../src/tui/scroll.ts';

it('moves through a text by lines, pages, and to its ends, and leaves no room empty', () => {
  expect(scrolled(0, 'down', 20, 5)).toBe(1);
  expect(scrolled(0, 'up', 20, 5)).toBe(0);
  expect(scrolled(0, 'page-down', 20, 5)).toBe(4);
  expect(scrolled(0, 'half-page-down', 20, 5)).toBe(2);
  expect(scrolled(0, 'last', 20, 5)).toBe(15);
  expect(scrolled(15, 'first', 20, 5)).toBe(0);
  expect(scrolled(0, 'last', 3, 5)).toBe(0);
  expect(withinText(15, 20, 10)).toBe(10);
});

it('tells which lines are seen, where not all are', () => {
  expect(placeText(0, 42, 28)).toBe('  1-28 of 42');
  expect(placeText(40, 42, 28)).toBe('  41-42 of 42');
  expect(placeText(0, 28, 28)).toBe('');
});
