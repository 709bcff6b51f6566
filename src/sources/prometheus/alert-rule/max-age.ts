import { parseClassicName } from '../../../domain/metric.ts';
import type { Seconds } from '../../../domain/time.ts';
import { parseDuration } from '../duration.ts';
import { labelledField } from '../labelled-names.ts';
import type { Token } from './tokens.ts';

/**
 * The threshold of a job's age in an expression, however it is written: `time() - start > 86400`, `86400 < time() - start`,
 * `(time() - start) / 3600 >= 24`, `start < time() - 24 * 60 * 60`. `null` where there is none, or where the expression can't be followed.
 */
export function maxAgeIn(tokens: readonly Token[]): Seconds | null {
  const reader = new ThresholdReader(tokens);
  try {
    reader.expression(0, 0);
  } catch (error) {
    if (!(error instanceof CannotFollow)) throw error;
  }
  return reader.found;
}

/** `constant + time × time() + start × (moment of the last start)`. */
interface Linear {
  readonly constant: number;
  readonly time: number;
  readonly start: number;
}

class CannotFollow extends Error {}

const DEEPEST = 64;
const PRECEDENCE: ReadonlyMap<string, number> = new Map(
  [['or'], ['and', 'unless'], ['==', '!=', '<', '<=', '>', '>='], ['+', '-'], ['*', '/', '%', 'atan2'], ['^']].flatMap(
    (operators, index) => operators.map((operator) => [operator, index + 1] as const),
  ),
);
const UNARY_PRECEDENCE = 5;
/** Their result has the value of (one of) what they are given. */
const KEEPING_VALUES: ReadonlySet<string> = new Set(
  'max min avg last_over_time max_over_time min_over_time scalar vector sort sort_desc label_replace'.split(' '),
);
const GROUPING: ReadonlySet<string> = new Set(['by', 'without']);
const MATCHING: ReadonlySet<string> = new Set(['on', 'ignoring', 'group_left', 'group_right']);
/** A regular expression over the starts of many jobs. */
const MANY_STARTS = /^duplicati_.*_last_run_start$/s;
const TIME: Linear = { constant: 0, time: 1, start: 0 };
const START: Linear = { constant: 0, time: 0, start: 1 };

/** Reads PromQL as far as needed to know which sub-expressions are linear in time() and a start. */
class ThresholdReader {
  found: Seconds | null = null;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** Binary operators of at least this precedence; `null` where the value is not linear. */
  expression(lowest: number, depth: number): Linear | null {
    if (depth > DEEPEST) throw new CannotFollow();
    let left = this.#unary(depth);
    for (;;) {
      const operator = this.#peek();
      const precedence = PRECEDENCE.get(operator) ?? 0;
      if (precedence === 0 || precedence < lowest) return left;
      this.#at++;
      this.#skipMatching();
      const right = this.expression(precedence + 1, depth + 1);
      left = this.#combine(operator, left, right);
    }
  }

  #unary(depth: number): Linear | null {
    const sign = this.#peek();
    if (sign !== '-' && sign !== '+') return this.#operand(depth);
    this.#at++;
    const value = this.expression(UNARY_PRECEDENCE, depth + 1);
    return value !== null && sign === '-' ? scale(value, -1) : value;
  }

  #operand(depth: number): Linear | null {
    const token = this.#next();
    const value = this.#primary(token, depth);
    this.#skipRange();
    return value;
  }

  #primary(token: Token, depth: number): Linear | null {
    if (isOperator(token, '(')) {
      const value = this.expression(0, depth + 1);
      this.#expect(')');
      return value;
    }
    if (isOperator(token, '{')) return this.#matchers();
    if (token.kind === 'number') return constantOf(Number(token.text));
    // From Prometheus 3 on, a duration is a number of seconds.
    if (token.kind === 'duration') return constantOf(parseDuration(token.text));
    if (token.kind === 'string') return null;
    if (token.kind !== 'name') throw new CannotFollow();
    if (GROUPING.has(this.#peek())) this.#skipGrouping();
    if (this.#peek() === '(') return this.#call(token.text, depth);
    const named = isMomentName(token.text) ? START : null;
    if (this.#peek() !== '{') return named;
    this.#at++;
    return this.#matchers() ?? named;
  }

  #call(name: string, depth: number): Linear | null {
    this.#at++;
    const values: (Linear | null)[] = [];
    while (this.#peek() !== ')') {
      values.push(this.expression(0, depth + 1));
      if (this.#peek() === ',') this.#at++;
      else if (this.#peek() !== ')') throw new CannotFollow();
    }
    this.#at++;
    if (GROUPING.has(this.#peek())) this.#skipGrouping();
    if (name === 'time') return TIME;
    return KEEPING_VALUES.has(name) ? (values.find((value) => value !== null) ?? null) : null;
  }

  /** What is in braces; a name there may be a regular expression. */
  #matchers(): Linear | null {
    let value: Linear | null = null;
    for (let token = this.#next(); !isOperator(token, '}'); token = this.#next()) {
      const isMoment = token.kind === 'name' ? isMomentName(token.text) : MANY_STARTS.test(token.text);
      if (isMoment) value = START;
    }
    return value;
  }

  #combine(operator: string, left: Linear | null, right: Linear | null): Linear | null {
    if (left === null || right === null) return null;
    switch (operator) {
      case '+':
        return add(left, right);
      case '-':
        return add(left, scale(right, -1));
      case '*':
        return isNumber(right) ? scale(left, right.constant) : isNumber(left) ? scale(right, left.constant) : null;
      case '/':
        return isNumber(right) && right.constant !== 0 ? scale(left, 1 / right.constant) : null;
      case '>':
      case '>=':
        this.#threshold(add(left, scale(right, -1)));
        return null;
      case '<':
      case '<=':
        this.#threshold(add(right, scale(left, -1)));
        return null;
      default:
        return null;
    }
  }

  /** `positive > 0` is what the rule fires at: with the age alone on one side, the rest is the threshold. */
  #threshold(positive: Linear): void {
    if (this.found !== null || positive.time <= 0 || Math.abs(positive.time + positive.start) > 1e-9) return;
    const seconds = -positive.constant / positive.time;
    // 1e-6 takes away what the division by 3600 leaves.
    if (seconds > 0 && Number.isFinite(seconds)) this.found = Math.round(seconds * 1e6) / 1e6;
  }

  /** `bool`, `on (…)`, `group_left (…)` after a binary operator. */
  #skipMatching(): void {
    if (this.#peek() === 'bool') this.#at++;
    while (MATCHING.has(this.#peek())) this.#skipGrouping();
  }

  #skipGrouping(): void {
    this.#at++;
    if (this.#peek() === '(') this.#skipTo(')');
  }

  /** `[5m]`, `[1h:5m]`, `offset 1d`, `@ 1609746000`, `@ end()`. */
  #skipRange(): void {
    for (;;) {
      const text = this.#peek();
      if (text === '[') this.#skipTo(']');
      else if (text === 'offset' || text === '@') {
        this.#at++;
        if (this.#peek() === '-') this.#at++;
        this.#next();
        if (this.#peek() === '(') this.#skipTo(')');
      } else return;
    }
  }

  #skipTo(text: string): void {
    while (!isOperator(this.#next(), text));
  }

  #peek(): string {
    const token = this.#tokens[this.#at];
    return token === undefined || token.kind === 'string' ? '' : token.text;
  }

  #next(): Token {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new CannotFollow();
    return token;
  }

  #expect(text: string): void {
    if (!isOperator(this.#next(), text)) throw new CannotFollow();
  }
}

function isMomentName(name: string): boolean {
  if (parseClassicName(name)?.field === 'start') return true;
  const field = labelledField(name);
  return field === 'lastStartAt' || field === 'lastCompletionAt' || field === 'lastSuccessAt';
}

function isOperator({ kind, text }: Token, wanted: string): boolean {
  return kind === 'operator' && text === wanted;
}

function constantOf(constant: number | null): Linear | null {
  return constant === null ? null : { constant, time: 0, start: 0 };
}

function isNumber(value: Linear): boolean {
  return value.time === 0 && value.start === 0;
}

function scale(value: Linear, by: number): Linear {
  return { constant: value.constant * by, time: value.time * by, start: value.start * by };
}

function add(one: Linear, other: Linear): Linear {
  return {
    constant: one.constant + other.constant,
    time: one.time + other.time,
    start: one.start + other.start,
  };
}
