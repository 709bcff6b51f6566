/** Controls (C0, DEL, C1), lone surrogates, line separators, bidi controls, and whatever is invisible or hides its neighbours. */
const UNSAFE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u{fff9}-\u{fffb}]/u;
const UNSAFE_EACH = new RegExp(UNSAFE.source, 'gu');
/** Nearly all text is of these alone, and they are found five times as fast. */
const BEYOND_ASCII = /[^ -~]/;

/** The text with each character that a terminal could act on, or that hides or reorders others, written as `placeholder` says. */
export function withoutUnsafe(text: string, placeholder: (character: string) => string): string {
  return BEYOND_ASCII.test(text) && UNSAFE.test(text) ? text.replace(UNSAFE_EACH, placeholder) : text;
}
