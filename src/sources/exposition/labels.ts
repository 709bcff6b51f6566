export type Labels = ReadonlyMap<string, string>;

const NAME = /[a-zA-Z_][a-zA-Z0-9_]*/y;
const BLANKS = /[ \t]*/y;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\', '"': '"', n: '\n' };

/**
 * Reads `{name="value",…}` from its `{` on. `end` is the index after the `}`. `null` where the format is broken, an escape is
 * unknown or a name comes twice. Values are exact: `\\`, `\"` and `\n` are resolved.
 */
export function parseLabels(text: string, start: number): { labels: Labels; end: number } | null {
  if (text[start] !== '{') return null;
  const labels = new Map<string, string>();
  let at = after(BLANKS, text, start + 1);
  while (text[at] !== '}') {
    const nameEnd = after(NAME, text, at);
    const name = text.slice(at, nameEnd);
    const equals = after(BLANKS, text, nameEnd);
    const quote = after(BLANKS, text, equals + 1);
    if (name === '' || text[equals] !== '=' || text[quote] !== '"' || labels.has(name)) return null;
    const value = parseQuoted(text, quote + 1);
    if (value === null) return null;
    labels.set(name, value.value);
    at = after(BLANKS, text, value.end);
    if (text[at] === ',') at = after(BLANKS, text, at + 1);
    else if (text[at] !== '}') return null;
  }
  return { labels, end: at + 1 };
}

/** Resolves the escapes of a HELP text, which has no quotes around it. */
export function unescapeHelp(text: string): string {
  return text.includes('\\') ? text.replace(/\\([\\n"])/g, (_, escaped: string) => ESCAPES[escaped] as string) : text;
}

function parseQuoted(text: string, start: number): { value: string; end: number } | null {
  let value = '';
  let plain = start;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '"') return { value: value + text.slice(plain, at), end: at + 1 };
    if (character !== '\\') continue;
    const meant = ESCAPES[text[at + 1] ?? ''];
    if (meant === undefined) return null;
    value += text.slice(plain, at) + meant;
    at++;
    plain = at + 1;
  }
  return null;
}

function after(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : start;
}
