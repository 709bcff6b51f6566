import { shellWord } from '../text/shell-word.ts';
import type { Script } from './host-shell.ts';

/**
 * What `/bin/sh -s` reads on its standard input to run a script. Lines with the nonce go around all that it prints, on both streams, so
 * that nothing else is taken for it. It is one compound command: a shell that gets only a part of it runs nothing of it. Its own input is
 * empty, because the shell's holds the script.
 * @param nonce letters and digits that nobody can guess
 * @throws RangeError for a word that no argument can hold: a NUL, or half of a surrogate pair
 */
export function scriptText({ body, words }: Script, nonce: string): string {
  const { begin, end } = marksOf(nonce);
  return `{
printf '%s\\n' '${begin}'; printf '%s\\n' '${begin}' >&2
(
set -- ${words.map(shellWord).join(' ')}
${body}
) </dev/null
set -- "$?"
printf '\\n%s%s\\n' '${end}' "$1"; printf '\\n%s\\n' '${end}' >&2
exit "$1"
}
`;
}

/** The lines around what a script prints; the exit code comes behind `end` on standard output. */
export function marksOf(nonce: string): { readonly begin: string; readonly end: string } {
  return { begin: `begin ${nonce}`, end: `end ${nonce} ` };
}
