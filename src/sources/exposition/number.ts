/** Without the forms that only Go reads (hexadecimal, underscores): no exporter writes them. */
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const INFINITE = /^([+-]?)inf(?:inity)?$/i;
const EXACT_POWERS = Array.from({ length: 23 }, (_, power) => 10 ** power);

/** The number that `bytes[start, end)` spells, by the exposition grammar; `null` for anything else. */
export function parseNumber(bytes: Buffer, start: number, end: number): number | null {
  return parsePlain(bytes, start, end) ?? parseText(bytes.toString('latin1', start, end));
}

/**
 * Digits, one point and an exponent without making a string. Up to 15 digits are exact in a double, and so is a power of ten up
 * to 22: one multiplication or division of the two rounds as it should (Clinger's fast path). `null`: not of that form.
 */
export function parsePlain(bytes: Buffer, start: number, end: number): number | null {
  let mantissa = 0;
  let digits = 0;
  let scale = 0;
  let point = false;
  let at = start;
  for (; at < end; at++) {
    const digit = (bytes[at] as number) - 48;
    if (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      digits++;
      if (point) scale--;
    } else if (digit === -2 && !point) point = true;
    else break;
  }
  if (digits === 0 || digits > 15) return null;
  if (at < end) {
    const exponent = parseExponent(bytes, at, end);
    if (exponent === null) return null;
    scale += exponent;
  }
  if (scale < -22 || scale > 22) return null;
  return scale < 0 ? mantissa / (EXACT_POWERS[-scale] as number) : mantissa * (EXACT_POWERS[scale] as number);
}

/** `e+09`, two digits at most. */
function parseExponent(bytes: Buffer, start: number, end: number): number | null {
  if (bytes[start] !== 101 && bytes[start] !== 69) return null;
  const sign = bytes[start + 1];
  const first = sign === 43 || sign === 45 ? start + 2 : start + 1;
  if (first >= end || end - first > 2) return null;
  let exponent = 0;
  for (let at = first; at < end; at++) {
    const digit = (bytes[at] as number) - 48;
    if (digit < 0 || digit > 9) return null;
    exponent = exponent * 10 + digit;
  }
  return sign === 45 ? -exponent : exponent;
}

function parseText(text: string): number | null {
  if (NUMBER.test(text)) return Number(text);
  if (/^[+-]?nan$/i.test(text)) return Number.NaN;
  const infinite = INFINITE.exec(text);
  if (!infinite) return null;
  return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}
