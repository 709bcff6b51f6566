import { withoutUnsafe } from './unsafe.ts';

declare const safe: unique symbol;

/** Text that holds nothing a terminal would act on: the only kind that a screen, a log or an error may be made of. */
export type SafeText = string & { readonly [safe]: true };

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Makes every character that a terminal could act on, or that hides or reorders others, visible as `\n`, `\x1b`, `\u{202e}`. */
export function visible(text: string): SafeText {
  return withoutUnsafe(text, placeholder) as SafeText;
}

function placeholder(character: string): string {
  const short = SHORT[character];
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}

/** A sentence whose fixed parts are ours and whose values come from outside: say`dropped ${file}`. */
export function say(fixed: TemplateStringsArray, ...values: readonly (string | number)[]): SafeText {
  let text = fixed[0] ?? '';
  for (let at = 0; at < values.length; at += 1) text += visible(String(values[at])) + (fixed[at + 1] ?? '');
  return text as SafeText;
}
