import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/text/nearest.ts';

const WORDS = ['status', 'started', 'host', 'path', 'duration'];

describe('nearest', () => {
  it.each([
    ['stauts', 'status'],
    ['hots', 'host'],
    ['Path', 'path'],
    ['dur', 'duration'],
    ['durations', 'duration'],
  ])('takes %s for %s', (word, meant) => {
    expect(nearest(word, WORDS)).toBe(meant);
  });

  it.each(['', 'prometheus', 'x', 'x'.repeat(10_000)])('finds nothing near %j', (word) => {
    expect(nearest(word, WORDS)).toBeNull();
  });

  it('finds a word itself before all others', () => {
    fc.assert(fc.property(fc.constantFrom(...WORDS), (word) => nearest(word, WORDS) === word));
  });
});
