import { type SafeText, say } from '../text/safe-text.ts';

const LONGEST = 80;

/** A value in a message: in quotes, safe to show, and not longer than a line. Never for what may be a secret. */
export function quoted(text: string): SafeText {
  return text.length <= LONGEST ? say`"${text}"` : say`"${text.slice(0, LONGEST)}…"`;
}
