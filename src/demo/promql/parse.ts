import type { Expression, Matcher, Matching } from './expression.ts';
import { QueryError, type Token, tokensOf } from './tokens.ts';

const PRECEDENCE: ReadonlyMap<string, number> = new Map(
  [['or'], ['and', 'unless'], ['==', '!=', '<', '<=', '>', '>='], ['+', '-'], ['*', '/']].flatMap((operators, index) =>
    operators.map((operator) => [operator, index + 1] as const),
  ),
);
const AGGREGATES: ReadonlySet<string> = new Set(['max', 'min', 'sum', 'avg', 'count', 'group']);
const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

/** Reads a query of the kinds that duptop asks. @throws QueryError */
export function parseQuery(query: string): Expression {
  const parser = new Parser(tokensOf(query));
  return parser.whole();
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    if (this.#peek().kind === 'end') throw new QueryError(0, 'no expression found in input');
    const found = this.#binary(1);
    if (this.#peek().kind !== 'end') throw this.#unexpected();
    return found;
  }

  #binary(lowest: number): Expression {
    let left = this.#operand();
    for (;;) {
      const op = this.#peek().text;
      const precedence = this.#peek().kind === 'string' ? 0 : (PRECEDENCE.get(op) ?? 0);
      if (precedence < lowest) return left;
      this.#at += 1;
      const matching = this.#matching();
      left = { kind: 'binary', op, left, right: this.#binary(precedence + 1), matching };
    }
  }

  #operand(): Expression {
    let found = this.#primary();
    for (;;) {
      if (this.#take('[')) {
        const rangeMs = this.#duration();
        const stepMs = this.#take(':') ? this.#duration() : null;
        this.#expect(']');
        found = { kind: 'range', of: found, rangeMs, stepMs };
      } else if (this.#take('offset')) {
        found = { kind: 'offset', of: found, ms: this.#duration() };
      } else return found;
    }
  }

  #primary(): Expression {
    const token = this.#next();
    if (token.kind === 'number') return { kind: 'number', value: Number(token.text) };
    if (token.kind === 'string') return { kind: 'text', text: token.text };
    if (token.kind === 'operator' && token.text === '(') return this.#closed(this.#binary(1));
    if (token.kind === 'operator' && token.text === '{') return { kind: 'selector', matchers: this.#matchers() };
    if (token.kind !== 'name') throw this.#unexpected(token);
    if (AGGREGATES.has(token.text)) return this.#aggregate(token.text);
    if (this.#take('(')) return { kind: 'call', name: token.text, of: this.#list() };
    const name: Matcher = { label: '__name__', op: '=', value: token.text };
    return { kind: 'selector', matchers: this.#take('{') ? [name, ...this.#matchers()] : [name] };
  }

  #aggregate(name: string): Expression {
    let grouping = this.#grouping();
    this.#expect('(');
    const of = this.#closed(this.#binary(1));
    grouping ??= this.#grouping();
    return { kind: 'aggregate', name, by: grouping?.labels ?? [], without: grouping?.without ?? false, of };
  }

  #grouping(): { readonly labels: readonly string[]; readonly without: boolean } | null {
    const { text } = this.#peek();
    if (text !== 'by' && text !== 'without') return null;
    this.#at += 1;
    return { labels: this.#names(), without: text === 'without' };
  }

  #matching(): Matching | null {
    const { text } = this.#peek();
    if (text !== 'on' && text !== 'ignoring') return null;
    this.#at += 1;
    return { on: text === 'on', labels: this.#names() };
  }

  #names(): readonly string[] {
    this.#expect('(');
    const names: string[] = [];
    while (!this.#take(')')) {
      const token = this.#next();
      if (token.kind !== 'name') throw this.#unexpected(token);
      names.push(token.text);
      this.#take(',');
    }
    return names;
  }

  #matchers(): readonly Matcher[] {
    const matchers: Matcher[] = [];
    while (!this.#take('}')) {
      const [label, op, value] = [this.#next(), this.#next(), this.#next()];
      if (label.kind !== 'name' || value.kind !== 'string') throw this.#unexpected(label);
      if (op.text !== '=' && op.text !== '!=' && op.text !== '=~' && op.text !== '!~') throw this.#unexpected(op);
      matchers.push({ label: label.text, op: op.text, value: value.text });
      this.#take(',');
    }
    return matchers;
  }

  #list(): readonly Expression[] {
    const list: Expression[] = [];
    while (!this.#take(')')) {
      list.push(this.#binary(1));
      if (!this.#take(',') && this.#peek().text !== ')') throw this.#unexpected();
    }
    return list;
  }

  #closed(inside: Expression): Expression {
    this.#expect(')');
    return inside;
  }

  #duration(): number {
    const token = this.#next();
    if (token.kind !== 'duration') throw this.#unexpected(token);
    return [...token.text.matchAll(/(\d+)(ms|[smhdwy])/g)].reduce(
      (sum, [, count, unit = '']) => sum + Number(count) * (UNIT_MS[unit] ?? 0),
      0,
    );
  }

  #take(text: string): boolean {
    if (this.#peek().kind === 'string' || this.#peek().text !== text) return false;
    this.#at += 1;
    return true;
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw this.#unexpected();
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '', at: 0 };
  }

  #next(): Token {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }

  #unexpected(token = this.#peek()): QueryError {
    const what = token.kind === 'end' ? 'end of input' : `${JSON.stringify(token.text)}`;
    return new QueryError(token.at, `unexpected ${what}`);
  }
}
