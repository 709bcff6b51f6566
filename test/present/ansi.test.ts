import { describe, expect, it } from 'vitest';
import { paint } from '../../src/present/ansi.ts';
import { segment } from '../../src/present/tone.ts';
import { visible } from '../../src/text/safe-text.ts';

const LINE = [segment(visible('✖ failed  '), 'failed'), segment(visible('web-01  ')), segment(visible('   '), 'muted')];

describe('paint', () => {
  it('colours by tone and ends each colour', () => {
    expect(paint(LINE, { color: true })).toBe('\x1b[31m✖ failed  \x1b[0mweb-01');
  });

  it('is plain text without colour', () => {
    expect(paint(LINE, { color: false })).toBe('✖ failed  web-01');
  });

  it('leaves no blanks at the end of a line', () => {
    expect(paint([segment(visible('    '))], { color: true })).toBe('');
    expect(paint([], { color: true })).toBe('');
  });
});
