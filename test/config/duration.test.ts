import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AGE_LIMITS, durationText, parseDuration, readDuration } from '../../src/config/duration.ts';

describe('parseDuration', () => {
  it.each([
    ['90s', 90],
    ['15m', 900],
    ['26h', 93_600],
    ['2d', 172_800],
    ['1h30m', 5400],
    ['1d2h3m4s', 93_784],
    ['90', 90],
    ['0.5', 0.5],
  ])('reads %s', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each(['', ' ', '1', '-5s', '5 s', '30m1h', '1.5h', '1e3', 'Infinity', '٣s', '5S', 's', '99999999999999s'])(
    'takes %j for none, unless it is a number',
    (text) => {
      expect(parseDuration(text)).toBe(text === '1' ? 1 : null);
    },
  );

  it('reads back what durationText writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), (seconds) => parseDuration(durationText(seconds)) === seconds),
    );
  });
});

it('says why a duration is refused', () => {
  expect(readDuration('5s', AGE_LIMITS)).toEqual({ problem: '"5s" is not between 1m and 3650d' });
  expect(readDuration('x\x1b', AGE_LIMITS)).toEqual({
    problem: '"x\\x1b" is no duration; write it as 90s, 15m, 26h, 2d, 1h30m or a number of seconds',
  });
});
