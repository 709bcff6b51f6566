import { say } from '../../text/safe-text.ts';
import { FilterError } from './filter-error.ts';

/** One character of a term, with its place in the filter. */
export interface Letter {
  readonly character: string;
  /** Quoted or behind a backslash: it means itself, whatever it is. */
  readonly literal: boolean;
  readonly at: number;
}

/** What stands between two blanks. */
export interface Token {
  /** An odd number of `!` stood before it. */
  readonly negated: boolean;
  /** Where its text begins, behind any `!`. */
  readonly start: number;
  /** `true` for `""`, which is a word without letters. */
  readonly quoted: boolean;
  readonly letters: readonly Letter[];
}

const BLANK = /\s/;

/** Cuts a filter into terms. `"…"` and `'…'` keep blanks; a backslash takes the meaning from the next character. @throws FilterError */
export function tokenize(filter: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < filter.length) {
    if (BLANK.test(filter[at] ?? '')) {
      at++;
      continue;
    }
    const { token, end } = readToken(filter, at);
    tokens.push(token);
    at = end;
  }
  return tokens;
}

function readToken(filter: string, from: number): { token: Token; end: number } {
  let start = from;
  while (filter[start] === '!') start++;
  const letters: Letter[] = [];
  let quote: { readonly mark: string; readonly at: number } | null = null;
  let quoted = false;
  let at = start;
  while (at < filter.length) {
    const character = characterAt(filter, at);
    if (quote === null && BLANK.test(character)) break;
    if (character === '\\') {
      const next = characterAt(filter, at + 1);
      if (next === '')
        throw new FilterError(say`nothing stands behind the backslash`, at, say`for a backslash itself write two`);
      letters.push({ character: next, literal: true, at });
      at += 1 + next.length;
      continue;
    }
    if (quote !== null ? character === quote.mark : character === '"' || character === "'") {
      quote = quote === null ? { mark: character, at } : null;
      quoted = true;
    } else {
      letters.push({ character, literal: quote !== null, at });
    }
    at += character.length;
  }
  if (quote !== null)
    throw new FilterError(
      say`the quote is not closed`,
      quote.at,
      say`put ${quote.mark} at the end, or \\${quote.mark} for the mark itself`,
    );
  return { token: { negated: (start - from) % 2 === 1, start, quoted, letters }, end: at };
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}
