export type Labels = ReadonlyMap<string, string>;

const TAB = 9;
const BLANK = 32;
const QUOTE = 34;
const COMMA = 44;
const EQUALS = 61;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\', '"': '"', n: '\n' };

/**
 * Reads `{name="value",…}` from its `{` on. `end` is the index after the `}`. `null` where the format is broken, an escape is
 * unknown or a name comes twice. Values are exact: `\\`, `\"` and `\n` are resolved.
 */
export function parseLabels(text: string, start: number): { labels: Labels; end: number } | null {
  if (text.charCodeAt(start) !== OPEN) return null;
  const labels = new Map<string, string>();
  let at = afterBlanks(text, start + 1);
  while (text.charCodeAt(at) !== CLOSE) {
    const nameEnd = afterName(text, at);
    const equals = afterBlanks(text, nameEnd);
    const quote = afterBlanks(text, equals + 1);
    const name = text.slice(at, nameEnd);
    const isPair = text.charCodeAt(equals) === EQUALS && text.charCodeAt(quote) === QUOTE;
    if (name === '' || !isPair || labels.has(name)) return null;
    const close = closingQuote(text, quote + 1);
    const value = close < 0 ? null : unescaped(text.slice(quote + 1, close));
    if (value === null) return null;
    labels.set(name, value);
    at = afterBlanks(text, close + 1);
    if (text.charCodeAt(at) === COMMA) at = afterBlanks(text, at + 1);
    else if (text.charCodeAt(at) !== CLOSE) return null;
  }
  return { labels, end: at + 1 };
}

/** Resolves the escapes of a HELP text, which has no quotes around it; unknown ones stay. */
export function unescapeHelp(text: string): string {
  return text.includes('\\') ? text.replace(/\\([\\n"])/g, (_, escaped: string) => ESCAPES[escaped] as string) : text;
}

/** `null` for an unknown escape. */
function unescaped(text: string): string | null {
  if (!text.includes('\\')) return text;
  const pieces = text.split(/\\(.)/s);
  for (let i = 1; i < pieces.length; i += 2) {
    const meant = ESCAPES[pieces[i] ?? ''];
    if (meant === undefined) return null;
    pieces[i] = meant;
  }
  return pieces.join('');
}

function closingQuote(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) return at;
    if (character === BACKSLASH) at++;
  }
  return -1;
}

function afterBlanks(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === BLANK || text.charCodeAt(at) === TAB) at++;
  return at;
}

/** `[a-zA-Z_][a-zA-Z0-9_]*` */
function afterName(text: string, start: number): number {
  if (isDigit(text.charCodeAt(start))) return start;
  let at = start;
  while (isLetter(text.charCodeAt(at)) || isDigit(text.charCodeAt(at))) at++;
  return at;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
