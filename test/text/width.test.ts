import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { visible } from '../../src/text/safe-text.ts';
import { displayWidth, isPlain } from '../../src/text/width.ts';

describe('displayWidth', () => {
  it.each([
    ['', 0],
    ['web-01', 6],
    ['✖ failed — …', 12],
    ['/srv/été', 8],
    ['/srv/e\u0301te\u0301', 8],
    ['備份', 4],
    ['🎉', 2],
    ['ｶﾞ', 2],
  ])('of %j is %i columns', (text, columns) => {
    expect(displayWidth(text)).toBe(columns);
  });

  it('agrees with string-width for every single character that it counts by itself', () => {
    for (let code = 0; code <= 0xffff; code++) {
      const character = String.fromCharCode(code);
      if (isPlain(character)) expect([code, stringWidth(character)]).toEqual([code, 1]);
    }
  });

  it('agrees with string-width for any safe text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const safe = visible(text);
        expect(displayWidth(safe)).toBe(stringWidth(safe));
      }),
    );
  });
});
