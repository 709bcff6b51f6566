declare const safe: unique symbol;

/** Text that holds nothing a terminal would act on: the only kind that a screen, a log or an error may be made of. */
export type SafeText = string & { readonly [safe]: true };

/** Controls (C0, DEL, C1), lone surrogates, line separators, bidi controls, and whatever is invisible or hides its neighbours. */
const UNSAFE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u{fff9}-\u{fffb}]/u;
const UNSAFE_EACH = new RegExp(UNSAFE.source, 'gu');
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Makes every character that a terminal could act on, or that hides or reorders others, visible as `\n`, `\x1b`, `\u{202e}`. */
export function visible(text: string): SafeText {
  return (UNSAFE.test(text) ? text.replace(UNSAFE_EACH, placeholder) : text) as SafeText;
}

function placeholder(character: string): string {
  const short = SHORT[character];
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}

/** A sentence whose fixed parts are ours and whose values come from outside: say`dropped ${file}`. */
export function say(fixed: TemplateStringsArray, ...values: readonly (string | number)[]): SafeText {
  return String.raw({ raw: fixed }, ...values.map((value) => visible(String(value)))) as SafeText;
}
