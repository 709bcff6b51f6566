/** A piece of a query. `text` of a string is without its quotes and escapes. */
export interface Token {
  readonly kind: 'name' | 'number' | 'duration' | 'string' | 'operator' | 'end';
  readonly text: string;
  /** Where it begins. */
  readonly at: number;
}

/** A query that can't be read, at a place of it. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
  readonly at: number;
  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

const TOKEN =
  /\s+|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|((?:\d+(?:ms|[smhdwy]))+)|((?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)|([a-z_][\w:]*)|([=!]~|[=!<>]=|[-+*/%^<>=,(){}[\]:@])/iy;
const KINDS = ['string', 'string', 'duration', 'number', 'name', 'operator'] as const;
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** @throws QueryError */
export function tokensOf(query: string): readonly Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < query.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(query);
    if (match === null) throw new QueryError(at, `unexpected character: ${JSON.stringify(query[at])}`);
    const group = match.findIndex((text, index) => index > 0 && text !== undefined);
    const kind = KINDS[group - 1];
    if (kind === undefined) continue;
    const text = match[group] ?? '';
    tokens.push({ kind, text: kind === 'string' ? unescaped(text) : text, at });
  }
  return [...tokens, { kind: 'end', text: '', at: query.length }];
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, (_, character: string) => ESCAPED[character] ?? character);
}
