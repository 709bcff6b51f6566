import type { Key } from 'ink';

/** A key by name: `j`, `G`, `?`, `up`, `enter`, `ctrl+d`. A printable character is its own name, but for `space`. */
export type KeyName = string;

const GRAPHEMES = new Intl.Segmenter();
const NAMED: Readonly<Record<string, KeyName>> = {
  ' ': 'space',
  '\r': 'enter',
  '\n': 'enter',
  '\r\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\x7f': 'backspace',
  '\x1b': 'esc',
};
const SPECIAL = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'esc'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
] as const satisfies readonly (readonly [keyof Key, KeyName])[];
/** As many control characters as there are letters: Ctrl+A is 1. */
const LETTERS = 26;

/** What Ink's `useInput` gives as names, one a key: keys that come fast arrive as one text. */
export function keyNames(input: string, key: Key): readonly KeyName[] {
  if (key.eventType === 'release') return [];
  const special = SPECIAL.find(([property]) => key[property]);
  if (special !== undefined) return [withModifiers(special[1], key, true)];
  if (input === '') return [];
  if (key.ctrl || key.meta) return [withModifiers(NAMED[input] ?? input, key, false)];
  return Array.from(GRAPHEMES.segment(input), ({ segment }) => nameOf(segment));
}

/** The character that a key types; `null` for a key that types none. */
export function typedBy(name: KeyName): string | null {
  if (name === 'space') return ' ';
  return [...GRAPHEMES.segment(name)].length === 1 ? name : null;
}

function nameOf(grapheme: string): KeyName {
  const named = NAMED[grapheme];
  if (named !== undefined) return named;
  const code = grapheme.charCodeAt(0);
  return code >= 1 && code <= LETTERS ? `ctrl+${String.fromCharCode(code + 0x60)}` : grapheme;
}

function withModifiers(name: KeyName, { ctrl, meta, shift }: Key, shiftable: boolean): KeyName {
  return `${ctrl ? 'ctrl+' : ''}${meta && name !== 'esc' ? 'alt+' : ''}${shift && shiftable ? 'shift+' : ''}${name}`;
}
