import { type SafeText, say } from '../text/safe-text.ts';
import { linesOf, type Motion } from './motion.ts';

/** Moves through a text of `total` lines in a window of `height`: the first line that is seen then. */
export function scrolled(top: number, motion: Motion, total: number, height: number): number {
  return withinText(top + linesOf(motion, height), total, height);
}

/** The nearest first line that leaves no room empty at the end. */
export function withinText(top: number, total: number, height: number): number {
  return Math.max(0, Math.min(top, total - height));
}

/** `1-20 of 57`, behind two blanks: which lines of the text are seen; nothing where all are. */
export function placeText(top: number, total: number, height: number): SafeText {
  return total <= height ? say`` : say`  ${top + 1}-${Math.min(total, top + height)} of ${total}`;
}
