import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visible } from '../../src/text/safe-text.ts';
import { displayWidth } from '../../src/text/width.ts';
import { wrap } from '../../src/text/wrap.ts';

describe('wrap', () => {
  it('breaks lines at blanks', () => {
    expect(wrap(visible('node_exporter on web-01 is down'), 18)).toEqual(['node_exporter on', 'web-01 is down']);
  });

  it('breaks a word that is longer than a line', () => {
    expect(wrap(visible('see /var/lib/postgresql/main now'), 10)).toEqual([
      'see',
      '/var/lib/p',
      'ostgresql/',
      'main now',
    ]);
  });

  it('counts wide characters by their columns', () => {
    expect(wrap(visible('備份主機 備份'), 9)).toEqual(['備份主機', '備份']);
    expect(wrap(visible('備份主機'), 5)).toEqual(['備份', '主機']);
  });

  it('keeps a text that fits as it is, the empty one too', () => {
    expect(wrap(visible('a  b'), 10)).toEqual(['a  b']);
    expect(wrap(visible(''), 10)).toEqual(['']);
  });

  it('keeps every character but blanks, in lines that are never too wide', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }).map(visible),
        fc.integer({ min: 2, max: 40 }),
        (text, width) => {
          const lines = wrap(text, width);
          for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
          expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        },
      ),
    );
  });
});
