import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segment, type Tone } from '../../src/present/tone.ts';
import { visible } from '../../src/text/safe-text.ts';
import { cutLine, fillLine, spread, widthOf } from '../../src/tui/line-fit.ts';
import { textOf } from './support/line-text.ts';

const line = (...texts: readonly string[]) => texts.map((text) => segment(visible(text)));

describe('a line', () => {
  it('is cut with a mark that stands for what is left out', () => {
    expect(textOf(cutLine(line('abc', 'def'), 6, false))).toBe('abcdef');
    expect(textOf(cutLine(line('abc', 'def'), 5, false))).toBe('abcd…');
    expect(textOf(cutLine(line('abc', 'def'), 3, true))).toBe('ab~');
    expect(textOf(cutLine(line('日本', '語'), 5, false))).toBe('日本…');
  });

  it('goes to both ends, the left one giving way', () => {
    expect(textOf(spread(line('left'), line('right'), 14, false))).toBe('left     right');
    expect(textOf(spread(line('left'), line('right'), 10, false))).toBe('le…  right');
    expect(textOf(spread(line('left'), line('right'), 3, false))).toBe('ri…');
    expect(textOf(spread(line('left'), [], 6, false))).toBe('left  ');
  });

  it('is never wider than its room, and filled exactly as wide', () => {
    const tone = fc.constantFrom<Tone>('plain', 'muted', 'failed');
    const piece = fc.record({ text: fc.string({ unit: 'grapheme' }).map(visible), tone });
    fc.assert(
      fc.property(fc.array(piece), fc.array(piece), fc.integer({ min: 0, max: 60 }), (left, right, width) => {
        expect(widthOf(cutLine(left, width, false))).toBeLessThanOrEqual(width);
        expect(widthOf(fillLine(left, width, false))).toBe(width);
        expect(widthOf(spread(left, right, width, false))).toBeLessThanOrEqual(width);
      }),
    );
  });
});
