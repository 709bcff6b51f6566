import { parseClassicName } from '../../../domain/metric.ts';
import { isLabelledName } from '../labelled-names.ts';

/** A piece of a PromQL expression. `text` of a string is without its quotes; a series' name in quotes is a name. */
export interface Token {
  readonly kind: 'name' | 'number' | 'duration' | 'string' | 'operator';
  readonly text: string;
}

const TOKEN =
  /(?:\s|#.*)+|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]*)`|((?:\d+(?:ms|[smhdwy]))+)|((?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)|([a-z_:][\w:]*)|([=!]~|[=!<>]=|[-+*/%^<>=@,(){}[\]])/iy;
const KINDS = ['string', 'string', 'string', 'duration', 'number', 'name', 'operator'] as const;

/** `null` for what is no PromQL. */
export function tokenize(expression: string): readonly Token[] | null {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < expression.length) {
    const match = TOKEN.exec(expression);
    if (match === null) return null;
    const group = match.findIndex((text, index) => index > 0 && text !== undefined);
    const kind = KINDS[group - 1];
    if (kind !== undefined) tokens.push({ kind, text: unescaped(kind, match[group] ?? '') });
  }
  return rejoin(tokens.map(asName));
}

/** In braces, `"…"` alone (Prometheus 3) and `__name__="…"` are names of series. */
function asName(token: Token, index: number, tokens: readonly Token[]): Token {
  if (token.kind !== 'string') return token;
  const [label, before, after] = [index - 2, index - 1, index + 1].map((at) => tokens[at]?.text ?? '');
  const isNamed = before === '=' && label === '__name__';
  const isAlone = (before === '{' || before === ',') && (after === '}' || (before === '{' && after === ','));
  return isNamed || isAlone ? { kind: 'name', text: token.text } : token;
}

/** Only the escapes that a metric's name or a path can bring in. */
function unescaped(kind: Token['kind'], text: string): string {
  return kind === 'string' && text.includes('\\') ? text.replace(/\\(["'\\])/g, '$1') : text;
}

/**
 * Prometheus reads the `-` in `duplicati_web01__srv_my-data_last_run_start` as a subtraction, and prints it so. Nobody subtracts
 * from a name that begins like ours and ends like none of the series, so these are put together again.
 */
function rejoin(tokens: readonly Token[]): readonly Token[] {
  const joined: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    const chain = token.kind === 'name' && token.text.startsWith('duplicati_') ? chainFrom(tokens, index) : null;
    joined.push(chain === null ? token : { kind: 'name', text: chain.name });
    if (chain !== null) index = chain.last;
  }
  return joined;
}

function chainFrom(tokens: readonly Token[], first: number): { name: string; last: number } | null {
  let name = tokens[first]?.text ?? '';
  if (isLabelledName(name) || parseClassicName(name) !== null) return null;
  for (let index = first + 1; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    const isMinus = token.kind === 'operator' && token.text === '-';
    const isPart =
      token.kind === 'name' &&
      name.endsWith('-') &&
      !token.text.startsWith('duplicati_') &&
      tokens[index + 1]?.text !== '(';
    if (!isMinus && !isPart) return null;
    name += token.text;
    if (isPart && parseClassicName(name) !== null) return { name, last: index };
  }
  return null;
}
