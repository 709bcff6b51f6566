import { expect, it } from 'vitest';
import { onlyAscii, styleFor } from '../../src/cli/style.ts';

const PIPE = { isTerminal: false, columns: null, isClosed: false, write: async () => {} };
const TERMINAL = { ...PIPE, isTerminal: true, columns: 80 };

it('gives a pipe neither colours nor a width', () => {
  const config = { color: 'auto', ascii: 'auto' } as const;
  expect(styleFor(config, TERMINAL)).toEqual({ color: true, ascii: false, width: 80 });
  expect(styleFor(config, PIPE)).toEqual({ color: false, ascii: false, width: null });
});

it('keeps to ASCII where it is told to, and for a locale that has no more on a terminal only', () => {
  const ascii = (output: typeof PIPE | typeof TERMINAL) =>
    ([true, false, 'auto', 'on-terminal'] as const).map(
      (each) => styleFor({ color: 'auto', ascii: each }, output).ascii,
    );
  expect(ascii(TERMINAL)).toEqual([true, false, false, true]);
  expect(ascii(PIPE)).toEqual([true, false, false, false]);
  expect(onlyAscii('on-terminal', true)).toBe(true);
});
