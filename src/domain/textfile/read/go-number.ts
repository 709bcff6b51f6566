/** Go's decimal numbers. Its hexadecimal ones need a `p`, and its digits may be parted by `_`: node_exporter refuses both. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const INFINITE = /^[+-]?inf(?:inity)?$/i;
const NOT_A_NUMBER = /^nan$/i;
/** Exponents that are printed as such: from here up, and below the second one. */
const LARGE_EXPONENT = 6;
const SMALL_EXPONENT = -4;

/** The number that node_exporter reads in a text; `null` where it takes it for none. A number too large for 64 bits is none either. */
export function parseGoNumber(text: string): number | null {
  if (NOT_A_NUMBER.test(text)) return Number.NaN;
  if (INFINITE.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (!DECIMAL.test(text)) return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}

/** The number as node_exporter prints it: `0.5`, `1.795549083e+09`, `+Inf`. */
export function formatGoNumber(number: number): string {
  if (Number.isNaN(number)) return 'NaN';
  if (!Number.isFinite(number)) return number > 0 ? '+Inf' : '-Inf';
  const [mantissa = '', power = ''] = number.toExponential().split('e');
  const exponent = Number(power);
  // `String` has no sign for -0, as Go's 0 has none here.
  if (exponent >= SMALL_EXPONENT && exponent < LARGE_EXPONENT) return String(number);
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
