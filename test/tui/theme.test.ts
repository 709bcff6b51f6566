import { describe, expect, it } from 'vitest';
import { segment } from '../../src/present/tone.ts';
import { visible } from '../../src/text/safe-text.ts';
import type { Look } from '../../src/tui/model.ts';
import { paintLine } from '../../src/tui/theme.ts';

const LINE = [
  segment(visible('  '), 'accent'),
  segment(visible('✖ failed  '), 'failed'),
  segment(visible('host '), 'strong'),
];
const look = (given: Partial<Look> = {}): Look => ({ ascii: false, color: true, screenReader: false, ...given });

describe('the colours', () => {
  it('are on words, not on the blanks around them, and end with each', () => {
    expect(paintLine(LINE, look())).toBe('  \x1b[31m✖ failed\x1b[39m  \x1b[1mhost\x1b[22m');
  });

  it('make room for inverse on the whole of the selected line', () => {
    expect(paintLine(LINE, look(), { selected: true })).toBe('\x1b[7m  ✖ failed  host \x1b[27m');
  });

  it('are left out where they are not wanted; bold and inverse stay', () => {
    expect(paintLine(LINE, look({ color: false }))).toBe('  ✖ failed  \x1b[1mhost\x1b[22m');
    expect(paintLine(LINE, look({ color: false }), { selected: true })).toContain('\x1b[7m');
  });

  it('are nothing for a screen reader', () => {
    expect(paintLine(LINE, look({ screenReader: true }), { selected: true })).toBe('  ✖ failed  host');
  });
});
