/** What stands before the cursor on a command line of bash. */
export interface BashLine {
  /** The words as a program would get them, the command's name left out; the last one may be empty. */
  readonly words: readonly string[];
  /** The quote in which the cursor stands. */
  readonly quote: '' | '"' | "'";
}

const BLANK = /\s/;
/** Within double quotes a backslash means something before these only. */
const ESCAPED_IN_QUOTES = '"\\$`';

/** Reads as much of bash's grammar as words need: quotes and backslashes. */
export function readBashLine(line: string): BashLine {
  const words: string[] = [];
  let word = '';
  let begun = false;
  let quote: BashLine['quote'] = '';
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at);
    const next = line.charAt(at + 1);
    if (quote === "'") {
      if (character === quote) quote = '';
      else word += character;
    } else if (character === '\\' && (quote === '' || (next !== '' && ESCAPED_IN_QUOTES.includes(next)))) {
      word += next;
      begun = true;
      at += 1;
    } else if (character === '"' || (character === "'" && quote === '')) {
      quote = quote === '' ? character : '';
      begun = true;
    } else if (quote === '' && BLANK.test(character)) {
      if (begun) words.push(word);
      word = '';
      begun = false;
    } else {
      word += character;
      begun = true;
    }
  }
  return { words: [...words, word].slice(1), quote };
}
