import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { globOf, matchesGlob } from '../../../src/present/filter/glob.ts';

function glob(pattern: string) {
  return globOf(Array.from(pattern, (character, at) => ({ character, literal: false, at })));
}

describe('matchesGlob', () => {
  it.each([
    ['*', '', true],
    ['?', '', false],
    ['', '', true],
    ['', 'a', false],
    ['a*', 'a', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-b-b', false],
    ['*.example.org', 'web.example.org', true],
    ['w?b', 'w🎉b', true],
    ['É*', 'été', true],
    ['[ab]', 'a', false],
  ])('%j on %j: %s', (pattern, text, matches) => {
    expect(matchesGlob(glob(pattern), text)).toBe(matches);
  });

  it('agrees with a regular expression of the same meaning', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 6 }).map((list) => list.join(''));
    const texts = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 }).map((list) => list.join(''));
    fc.assert(
      fc.property(letters, texts, (pattern, text) => {
        const same = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
        expect(matchesGlob(glob(pattern), text)).toBe(same.test(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('ends soon on a pattern that makes backtracking matchers hang', () => {
    expect(matchesGlob(glob(`${'a*'.repeat(200)}b`), 'a'.repeat(4000))).toBe(false);
  });
});
