import type { Seconds } from '../../domain/time.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import { FilterError } from './filter-error.ts';
import type { Comparison, Operator } from './term.ts';

const OPERATOR = /^(?:[<>]=?|!?=)/;
const EXIT_CODE = /^\d{1,9}$/;
const LENGTH = /^(?:\d{1,9}(?:\.\d{1,3})?[smhdw])+$/;
const LENGTH_PARTS = /([\d.]+)([smhdw])/g;
const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** `>=50`, `!=0`, `3`. @throws FilterError */
export function exitComparison(text: string, position: number): Comparison {
  const { operator, rest } = splitOperator(text);
  if (!EXIT_CODE.test(rest))
    throw new FilterError(say`"${rest}" is no exit code`, position, say`for example exit:>=50, exit:3, exit:!=0`);
  return { operator: operator ?? '=', value: Number(rest) };
}

/** `>24h`, `<=1h30m`; a length of time is never exactly met, so there must be a direction. @throws FilterError */
export function lengthComparison(key: 'age' | 'duration', text: string, position: number): Comparison {
  const { operator, rest } = splitOperator(text);
  const example: SafeText = say`for example ${key}:>24h, ${key}:<=1h30m; units are s, m, h, d, w`;
  const value = lengthSeconds(rest);
  if (value === null) throw new FilterError(say`"${rest}" is no length of time`, position, example);
  if (operator === null || operator === '=' || operator === '!=') {
    throw new FilterError(say`${key} is compared with > >= < or <=`, position, example);
  }
  return { operator, value };
}

/** `false` for a value that is not known, whatever the comparison. */
export function compares({ operator, value }: Comparison, actual: number | null): boolean {
  if (actual === null) return false;
  switch (operator) {
    case '=':
      return actual === value;
    case '!=':
      return actual !== value;
    case '>':
      return actual > value;
    case '>=':
      return actual >= value;
    case '<':
      return actual < value;
    case '<=':
      return actual <= value;
  }
}

function splitOperator(text: string): { operator: Operator | null; rest: string } {
  const operator = OPERATOR.exec(text)?.[0] ?? '';
  return { operator: operator === '' ? null : (operator as Operator), rest: text.slice(operator.length) };
}

function lengthSeconds(text: string): Seconds | null {
  if (!LENGTH.test(text)) return null;
  let seconds = 0;
  for (const [, count, unit] of text.matchAll(LENGTH_PARTS)) seconds += Number(count) * (UNIT_SECONDS[unit ?? ''] ?? 0);
  return seconds;
}
