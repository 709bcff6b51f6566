declare const word: unique symbol;

/** One word of a shell command line, quoted: a shell reads exactly the text that it was made of. */
export type ShellWord = string & { readonly [word]: true };

/** Nothing in these means anything to a shell, wherever it stands. */
const PLAIN = /^[a-zA-Z0-9_/.,:@%+-]+$/;
const SPECIAL_IN_QUOTES = /['\\]+/g;
const EACH = /./gs;

/**
 * Quotes text for a POSIX shell. Backslashes stand outside of the quotes too, so that fish, which reads `\\` inside of them, agrees.
 * A word that begins with `-` is still an option to the program that gets it: who calls must refuse it or put `--` before.
 * @throws RangeError for text that no argument can hold: a NUL, or half of a surrogate pair.
 */
export function shellWord(text: string): ShellWord {
  if (text.includes('\0') || !text.isWellFormed())
    throw new RangeError('text with a NUL or a lone surrogate can not be an argument');
  if (PLAIN.test(text)) return text as ShellWord;
  return `'${text.replace(SPECIAL_IN_QUOTES, (run) => `'${run.replace(EACH, '\\$&')}'`)}'` as ShellWord;
}
