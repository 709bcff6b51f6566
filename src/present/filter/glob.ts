import type { Letter } from './tokens.ts';

const ANY = Symbol('any');
const ONE = Symbol('one');

/** A pattern over a whole text, without regard to case: `*` is any run of characters, `?` is one. */
export type Glob = readonly (string | typeof ANY | typeof ONE)[];

/** Stars that were quoted are stars. */
export function globOf(letters: readonly Letter[]): Glob {
  return letters.map(({ character, literal }) => {
    if (!literal && character === '*') return ANY;
    if (!literal && character === '?') return ONE;
    return character.toLowerCase();
  });
}

/** The same, with anything behind it. */
export function prefixGlob(letters: readonly Letter[]): Glob {
  return [...globOf(letters), ANY];
}

/** In time of at most the product of both lengths: only the last star is ever tried again. */
export function matchesGlob(glob: Glob, value: string): boolean {
  const text = value.toLowerCase();
  let at = 0;
  let part = 0;
  let star = -1;
  let retryAt = 0;
  while (at < text.length) {
    const wanted = glob[part];
    if (wanted === ANY) {
      star = part++;
      retryAt = at;
      continue;
    }
    const taken =
      wanted === ONE ? lengthAt(text, at) : wanted !== undefined && text.startsWith(wanted, at) ? wanted.length : 0;
    if (taken > 0) {
      at += taken;
      part++;
    } else if (star >= 0) {
      retryAt += lengthAt(text, retryAt);
      at = retryAt;
      part = star + 1;
    } else {
      return false;
    }
  }
  while (glob[part] === ANY) part++;
  return part === glob.length;
}

function lengthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
