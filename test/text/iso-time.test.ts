import { describe, expect, it } from 'vitest';
import { isoTime } from '../../src/text/iso-time.ts';

describe('isoTime', () => {
  it('writes a moment in UTC', () => {
    expect(isoTime(1_795_549_083_000)).toBe('2026-11-24T19:38:03.000Z');
  });

  it.each([null, Number.NaN, Number.POSITIVE_INFINITY, 9e15])('has none for %s', (at) => {
    expect(isoTime(at)).toBeNull();
  });
});
