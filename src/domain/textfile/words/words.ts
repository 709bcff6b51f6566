import { type SafeText, say } from '../../../text/safe-text.ts';

/** What is wrong, and what to do about it. */
export interface Words {
  readonly message: SafeText;
  readonly fix: SafeText;
}

/** Of a text that is quoted, in characters. */
const MOST_QUOTED = 120;

/** Text of a file within a sentence, cut where it is long. */
export function quote(text: string): SafeText {
  return text.length <= MOST_QUOTED ? say`"${text}"` : say`"${text.slice(0, MOST_QUOTED)}…"`;
}

/** One character within a sentence. */
export function quoteCharacter(text: string): SafeText {
  const [character = ''] = text;
  if (character === ' ') return say`a blank`;
  return character === '\t' ? say`a tab` : say`"${character}"`;
}
