import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Edit, edited, inputOf, type TextInput, typed } from '../../src/tui/text-input.ts';

/** The text with `|` for the cursor. */
const drawn = ({ text, at }: TextInput) => `${text.slice(0, at)}|${text.slice(at)}`;
const result = (text: string, ...edits: readonly Edit[]) => drawn(edits.reduce(edited, inputOf(text)));

describe('a line that is typed', () => {
  it('takes text where the cursor is', () => {
    expect(drawn(typed(edited(inputOf('web:'), 'left'), '-01'))).toBe('web-01|:');
  });

  it('is edited by character, word, and to either end', () => {
    expect(result('ab', 'backspace')).toBe('a|');
    expect(result('ab', 'home', 'delete')).toBe('|b');
    expect(result('a bc  ', 'delete-word')).toBe('a |');
    expect(result('a', 'delete-word', 'delete-word')).toBe('|');
    expect(result('abc', 'left', 'delete-before')).toBe('|c');
    expect(result('abc', 'left', 'delete-after')).toBe('ab|');
    expect(result('ab', 'home', 'right', 'right', 'right')).toBe('ab|');
    expect(result('ab', 'home', 'end')).toBe('ab|');
  });

  it('goes over a character as people count them in one step', () => {
    expect(result('a👩‍👩‍👧é', 'left')).toBe('a👩‍👩‍👧|é');
    expect(result('a👩‍👩‍👧é', 'left', 'backspace')).toBe('a|é');
  });

  it('makes one line of several, and does not grow without end', () => {
    expect(typed(inputOf(''), 'a\r\nb\tc').text).toBe('a b c');
    expect(typed(inputOf(''), 'x'.repeat(5000)).text).toHaveLength(1000);
  });

  it('keeps the cursor between two characters, whatever is done', () => {
    const edit = fc.constantFrom<Edit>(
      'backspace',
      'delete',
      'left',
      'right',
      'home',
      'end',
      'delete-word',
      'delete-before',
      'delete-after',
    );
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.array(
          fc.oneof(
            edit,
            fc.string({ unit: 'grapheme' }).map((text) => ({ text })),
          ),
        ),
        (text, steps) => {
          const last = steps.reduce<TextInput>(
            (input, step) => (typeof step === 'string' ? edited(input, step) : typed(input, step.text)),
            inputOf(text),
          );
          expect(last.at).toBeGreaterThanOrEqual(0);
          expect(last.at).toBeLessThanOrEqual(last.text.length);
          expect(last.text.slice(0, last.at).isWellFormed()).toBe(true);
        },
      ),
    );
  });
});
