import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellWord } from '../../src/text/shell-word.ts';
import { describeWith } from '../support/describe-with.ts';

const SHELLS = ['sh', 'dash', 'bash', 'zsh', 'fish'] as const;

describe('shellWord', () => {
  it('leaves alone what no shell could misread', () => {
    expect(shellWord('/var/lib/influx-db_1')).toBe('/var/lib/influx-db_1');
  });

  it.each([
    ['', "''"],
    ['a b', "'a b'"],
    ['$HOME', "'$HOME'"],
    ['~', "'~'"],
    ['A=b', "'A=b'"],
    ["it's", "'it'\\''s'"],
    ['a\\b', "'a'\\\\'b'"],
  ])('quotes %j as %s', (text, quoted) => {
    expect(shellWord(text)).toBe(quoted);
  });

  it.each(['a\0b', 'a\ud800'])('refuses %j, which no argument can hold', (text) => {
    expect(() => shellWord(text)).toThrow(RangeError);
  });
});

for (const shell of SHELLS) {
  describeWith([shell], `shellWord, read back by a real ${shell}`, () => {
    it('is exactly the text it was made of', () => {
      const special = fc.constantFrom(
        "'",
        '"',
        '\\',
        '$',
        '`',
        '!',
        '*',
        '?',
        '~',
        '#',
        '&',
        ';',
        '|',
        '(',
        ')',
        '\n',
        '\r',
        '\t',
        '\x1b',
        ' ',
        '-',
        '=',
      );
      const argument = fc
        .oneof(fc.string({ unit: special }), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }))
        .filter((text) => !text.includes('\0') && text.isWellFormed());
      fc.assert(
        fc.property(fc.array(argument, { minLength: 1, maxLength: 40 }), (texts) => {
          const script = `printf '%s\\0' ${texts.map(shellWord).join(' ')}`;
          const output = execFileSync(shell, ['-c', script], {
            encoding: 'utf8',
            env: { LC_ALL: 'C' },
            stdio: ['ignore', 'pipe', 'inherit'],
          });
          expect(output.split('\0').slice(0, -1)).toEqual(texts);
        }),
        { numRuns: 25 },
      );
    });
  });
}
