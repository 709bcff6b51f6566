import { expect, it } from 'vitest';
import { endText } from '../../../src/present/alerts/silence-text.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const HOUR = 3_600_000;

it.each([
  [2 * HOUR, 1000, '2h from now'],
  [2 * HOUR, 61_000, '1h 59m from now'],
  [24 * HOUR, 1000, '1d from now'],
  [48 * HOUR, 1000, '2d from now'],
  [HOUR, 1000, '59m 59s from now'],
  [HOUR, 100, '1h from now'],
  [90_000, 0, '1m 30s from now'],
])('a silence of %i ms ends, %i ms after it was made, %s', (length, later, words) => {
  expect(endText(NOW + length, NOW + later)).toMatch(new RegExp(`, ${words}$`));
});

it('of one that is over only the moment is told', () => {
  expect(endText(NOW, NOW)).toBe('2026-11-24 12:00:00Z');
});
