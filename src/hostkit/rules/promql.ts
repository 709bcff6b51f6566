import type { Seconds } from '../../domain/time.ts';
import { withoutUnsafe } from '../../text/unsafe.ts';

const SPECIAL = /[\\"]/g;

/** A text as a PromQL string. What YAML refuses, or a terminal would act on, is escaped, so that the expression can be shown as it is. */
export function promString(text: string): string {
  return `"${withoutUnsafe(text.toWellFormed().replace(SPECIAL, '\\$&'), escaped)}"`;
}

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}

/** A range or offset: whole seconds, rounded up. */
export function promDuration(seconds: Seconds): string {
  return `${Math.ceil(seconds)}s`;
}
