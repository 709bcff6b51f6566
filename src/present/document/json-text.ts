/** What `JSON.stringify` leaves as it is and a terminal might act on, hide, or take for a line's end; the same as `visible` marks. */
const UNSAFE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u{fff9}-\u{fffb}]/u;
const UNSAFE_EACH = new RegExp(UNSAFE.source, 'gu');

/** One line of valid JSON, values exact, with nothing in it that a terminal acts on: such characters are written `\u202e`. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  return UNSAFE.test(text) ? text.replace(UNSAFE_EACH, escapeUnits) : text;
}

/** Only inside of strings is there anything to escape, so that `\u` is always right. */
function escapeUnits(character: string): string {
  let escaped = '';
  for (let at = 0; at < character.length; at++)
    escaped += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  return escaped;
}
