import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cut, pad, truncate } from '../../src/text/fit.ts';
import { visible } from '../../src/text/safe-text.ts';
import { displayWidth } from '../../src/text/width.ts';

const CUTS: readonly Cut[] = ['end', 'middle', 'start'];
const anyText = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })).map(visible);

describe('truncate', () => {
  const path = visible('/var/lib/postgresql/14/main');

  it('leaves a text alone that fits', () => {
    expect(truncate(path, 27, 'middle', false)).toBe(path);
  });

  it.each([
    ['end', '/var/lib/postg…'],
    ['middle', '/var/li…14/main'],
    ['start', '…gresql/14/main'],
  ] as const)('cuts a path at its %s', (cut, expected) => {
    expect(truncate(path, 15, cut, false)).toBe(expected);
  });

  it('puts no mark beside one that the text has there itself', () => {
    const name = visible('duplicati_srv_… is no name');
    expect(truncate(name, 16, 'end', false)).toBe('duplicati_srv_…');
    expect(truncate(visible('ab… of many words'), 7, 'middle', false)).toBe('ab…rds');
  });

  it('marks the cut with ~ in ASCII mode', () => {
    expect(truncate(path, 6, 'end', true)).toBe('/var/~');
  });

  it('never cuts a wide or a combined character in half', () => {
    expect(truncate(visible('備份主機'), 6, 'end', false)).toBe('備份…');
    expect(truncate(visible('備份主機'), 5, 'start', false)).toBe('…主機');
    expect(truncate(visible('e\u0301e\u0301e\u0301'), 2, 'end', false)).toBe('e\u0301…');
  });

  it('gives nothing where there is no room', () => {
    expect(truncate(path, 0, 'end', false)).toBe('');
    expect(truncate(path, 1, 'middle', false)).toBe('…');
  });

  it('is never wider than it may be, and stays safe, whatever the text', () => {
    fc.assert(
      fc.property(anyText, fc.nat(30), fc.constantFrom(...CUTS), fc.boolean(), (text, width, cut, ascii) => {
        const cutText = truncate(text, width, cut, ascii);
        expect(displayWidth(cutText)).toBeLessThanOrEqual(width);
        expect(visible(cutText)).toBe(cutText);
      }),
    );
  });
});

describe('pad', () => {
  it('fills up to the width on the side away from the text', () => {
    expect(pad(visible('1h'), 5, 'left')).toBe('1h   ');
    expect(pad(visible('1h'), 5, 'right')).toBe('   1h');
    expect(pad(visible('備份'), 5, 'left')).toBe('備份 ');
  });

  it('gives exactly the width to any text that was cut to it', () => {
    fc.assert(
      fc.property(anyText, fc.nat(30), fc.constantFrom(...CUTS), (text, width, cut) => {
        expect(displayWidth(pad(truncate(text, width, cut, false), width, 'left'))).toBe(width);
      }),
    );
  });
});
