import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longDuration, shortAge, shortDuration } from '../../src/text/duration.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('shortDuration', () => {
  it.each([
    [0, '0s'],
    [0.9, '0s'],
    [42.7, '42s'],
    [59.999, '59s'],
    [MINUTE, '1m'],
    [812, '13m 32s'],
    [HOUR - 1, '59m 59s'],
    [3 * HOUR + 12 * MINUTE + 59, '3h 12m'],
    [DAY, '1d'],
    [2 * DAY + 4 * HOUR, '2d 4h'],
    [100 * DAY - 1, '99d 23h'],
    [120 * DAY + 5 * HOUR, '120d'],
    [31 * 365.25 * DAY, '31y'],
    [1e15, '>9999y'],
    [-5, '0s'],
  ])('%d s is %s', (seconds, text) => {
    expect(shortDuration(seconds)).toBe(text);
  });

  it('takes at most seven columns, whatever the length', () => {
    fc.assert(fc.property(fc.double({ noNaN: true }), (seconds) => shortDuration(seconds).length <= 7));
  });
});

describe('shortAge', () => {
  it('is a length for what has been', () => {
    expect(shortAge(3 * HOUR + 12 * MINUTE)).toBe('3h 12m');
  });

  it('says that a clock is ahead instead of promising something', () => {
    expect(shortAge(-2)).toBe('ahead 2s');
    expect(shortAge(-(3 * HOUR + 100))).toBe('ahead 3h');
    expect(shortAge(-500 * DAY)).toBe('ahead 500d');
  });
});

describe('longDuration', () => {
  it.each([
    [0, '0s'],
    [0.25, '0.25s'],
    [812.4, '13m 32s'],
    [59.7, '1m'],
    [DAY, '1d'],
    [2 * DAY + 4 * HOUR + 7, '2d 4h 7s'],
    [-90, '-1m 30s'],
  ])('%d s is %s', (seconds, text) => {
    expect(longDuration(seconds)).toBe(text);
  });

  it('loses nothing of whole seconds', () => {
    const units: Readonly<Record<string, number>> = { s: 1, m: MINUTE, h: HOUR, d: DAY };
    fc.assert(
      fc.property(fc.nat(1e9), (seconds) => {
        const parts = longDuration(seconds).split(' ');
        expect(parts.reduce((sum, part) => sum + Number.parseInt(part, 10) * (units[part.at(-1) ?? ''] ?? 0), 0)).toBe(
          seconds,
        );
      }),
    );
  });
});
