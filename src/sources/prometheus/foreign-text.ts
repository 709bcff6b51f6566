import { type SafeText, visible } from '../../text/safe-text.ts';

/** Of the server's own texts in a message. */
const LONGEST_QUOTE = 300;
/** What a person reads of an annotation or an error that is kept as data. */
const LONGEST_TEXT = 1000;
/** Identity strings (instance, host, path, metric names) that are longer are refused: they are nobody's real name. */
export const LONGEST_LABEL_BYTES = 4096;

const BLANKS = /\s+/g;
const encoder = new TextEncoder();

/** The server's words as part of a message: on one line, visible, cut. */
export function quote(text: string): SafeText {
  return oneLine(text, LONGEST_QUOTE);
}

/** A text for people that is kept: an annotation, an error of a scrape. On one line, visible, cut; `null` for none. */
export function keptText(text: unknown): SafeText | null {
  if (typeof text !== 'string') return null;
  const line = oneLine(text, LONGEST_TEXT);
  return line === '' ? null : line;
}

/** Whether an identity string is too long to be one. */
export function isTooLong(text: string): boolean {
  if (text.length * 3 <= LONGEST_LABEL_BYTES) return false;
  return text.length > LONGEST_LABEL_BYTES || encoder.encode(text).length > LONGEST_LABEL_BYTES;
}

function oneLine(text: string, longest: number): SafeText {
  // Cut before and after: the text may be of any length, and a placeholder is longer than what it stands for.
  const line = visible(
    text
      .slice(0, 4 * longest)
      .replace(BLANKS, ' ')
      .trim(),
  );
  const isWhole = text.length <= 4 * longest && line.length <= longest;
  return (isWhole ? line : `${line.slice(0, longest)}…`) as SafeText;
}
