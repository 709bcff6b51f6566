import type { Seconds } from '../../domain/time.ts';
import { withoutUnsafe } from '../../text/unsafe.ts';

const SPECIAL_IN_PATTERN = /[\\^$.*+?()[\]{}|]/g;
const SPECIAL = /[\\"]/g;
/** U+FFFD, and what becomes one: once it has loaded a rule, Prometheus can't read again what it prints of them, and evaluates nothing. */
const BROKEN = /[\u{fffd}\p{Cs}]/u;

/**
 * A text as a PromQL string; `null` where no rule can hold it. What YAML refuses, or a terminal would act on, is escaped, so that the
 * expression can be shown as it is.
 */
export function promString(text: string): string | null {
  return BROKEN.test(text) ? null : `"${withoutUnsafe(text.replace(SPECIAL, '\\$&'), escaped)}"`;
}

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}

/** A regular expression that matches these texts and nothing else. */
export function oneOf(texts: readonly string[]): string {
  return texts.map((text) => text.replace(SPECIAL_IN_PATTERN, '\\$&')).join('|');
}

/** A range or offset: whole seconds, rounded up. */
export function promDuration(seconds: Seconds): string {
  return `${Math.ceil(seconds)}s`;
}
