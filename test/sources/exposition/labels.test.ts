import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseLabels, unescapeHelp } from '../../../src/sources/exposition/labels.ts';

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

test('escaped values come back exactly', () => {
  const name = fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,8}$/);
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('\\', '"', '\n', 'n', '{', '}', ',', 'a') }),
  );
  const blanks = fc.constantFrom('', ' ', '\t ');
  fc.assert(
    fc.property(fc.dictionary(name, value), blanks, fc.boolean(), (labels, blank, comma) => {
      const pairs = Object.entries(labels).map(
        ([key, text]) => `${blank}${key}${blank}=${blank}"${escaped(text)}"${blank}`,
      );
      const text = `{${pairs.join(',')}${comma && pairs.length > 0 ? ',' : ''}}`;
      expect(parseLabels(`x${text}y`, 1)).toEqual({ labels: new Map(Object.entries(labels)), end: text.length + 1 });
    }),
  );
});

describe('broken labels are refused:', () => {
  test.for([
    '',
    '{',
    '{a}',
    '{a=}',
    '{a=b}',
    '{a="b}',
    '{a="b"',
    '{a="b" c="d"}',
    '{a="b",,c="d"}',
    '{,}',
    '{="b"}',
    '{a="\\t"}',
    '{a="b\\"}',
    '{1a="b"}',
    '{a-b="c"}',
    '{a="b",a="c"}',
    'a="b"}',
  ])('%s', (text) => expect(parseLabels(text, 0)).toBeNull());
});

test('a HELP text’s escapes are resolved, others stay', () => {
  expect(unescapeHelp(String.raw`a\\b\nc\td`)).toBe('a\\b\nc\\td');
});
