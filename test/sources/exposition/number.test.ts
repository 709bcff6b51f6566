import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNumber } from '../../../src/sources/exposition/number.ts';

function parse(text: string): number | null {
  const bytes = Buffer.from(`<${text}>`);
  return parseNumber(bytes, 1, bytes.length - 1);
}

test('every number reads back as it was, in each way of writing it', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      for (const text of [`${number}`, number.toExponential(), number.toExponential().toUpperCase()]) {
        expect(parse(text)).toBe(Number(text));
      }
    }),
  );
});

test('digits with a point and an exponent read as JavaScript reads them', () => {
  const digits = (max: number) =>
    fc.array(fc.constantFrom(...'0123456789'), { maxLength: max }).map((all) => all.join(''));
  const exponent = fc.constantFrom('', 'e0', 'e+09', 'e-22', 'e22', 'E-23', 'e+23', 'e-7', 'e300');
  fc.assert(
    fc.property(
      fc.constantFrom('', '+', '-'),
      digits(18),
      fc.boolean(),
      digits(18),
      exponent,
      (sign, whole, point, rest, e) => {
        fc.pre(whole !== '' || (point && rest !== ''));
        const text = `${sign}${whole}${point ? `.${rest}` : ''}${e}`;
        expect(parse(text)).toBe(Number(text));
      },
    ),
  );
});

test('what is no number, and what is infinite, reads so', () => {
  for (const text of ['NaN', 'nan', '-NaN']) expect(parse(text)).toBeNaN();
  for (const text of ['+Inf', 'Inf', 'inf', 'Infinity']) expect(parse(text)).toBe(Number.POSITIVE_INFINITY);
  expect(parse('-Inf')).toBe(Number.NEGATIVE_INFINITY);
});

test.for([
  '',
  '.',
  '+',
  '-',
  'e5',
  '1e',
  '1e+',
  '1.2.3',
  '1_000',
  '0x10',
  '1 ',
  '1\r',
  '--1',
  '1,5',
  '1e1.5',
  'NaNa',
  '٣',
])('%j is no number', (text) => expect(parse(text)).toBeNull());
