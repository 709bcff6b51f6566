import { type SafeText, visible } from '../text/safe-text.ts';
import { displayWidth } from '../text/width.ts';
import type { TextInput } from './text-input.ts';

/** What of a text that is typed is seen in so many columns: the end that holds the cursor; and where in it the cursor is. */
export function shownInput(
  { text, at }: TextInput,
  columns: number,
): { readonly text: SafeText; readonly cursor: number } {
  const room = columns - 1;
  let from = 0;
  while (displayWidth(visible(text.slice(from, at))) > room) from += charLength(text, from);
  const before = visible(text.slice(from, at));
  let to = text.length;
  while (to > at && displayWidth(visible(text.slice(from, to))) > room) to -= 1;
  return { text: visible(text.slice(from, to)), cursor: displayWidth(before) };
}

function charLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
