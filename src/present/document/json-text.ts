import { withoutUnsafe } from '../../text/unsafe.ts';

/** One line of valid JSON, values exact, with nothing in it that a terminal acts on: such characters are written `\u202e`. */
export function jsonText(value: unknown): string {
  return withoutUnsafe(JSON.stringify(value), escapeUnits);
}

/** Only inside of strings is there anything to escape, so that `\u` is always right. */
function escapeUnits(character: string): string {
  let escaped = '';
  for (let at = 0; at < character.length; at++)
    escaped += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  return escaped;
}
