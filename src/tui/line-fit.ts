import { type Line, type Segment, segment } from '../present/tone.ts';
import { pad, truncate } from '../text/fit.ts';
import { type SafeText, visible } from '../text/safe-text.ts';
import { displayWidth } from '../text/width.ts';

/** In columns. */
export function widthOf(line: Line): number {
  return line.reduce((sum, { text }) => sum + displayWidth(text), 0);
}

/** At most `width` columns of the line, with `…` where something was left out. */
export function cutLine(line: Line, width: number, ascii: boolean): Line {
  if (widthOf(line) <= width) return line;
  const cut: Segment[] = [];
  let room = width;
  for (const piece of line) {
    const wide = displayWidth(piece.text);
    // What fits wholly may still have to make room for the mark.
    if (wide < room) {
      cut.push(piece);
      room -= wide;
      continue;
    }
    cut.push({ ...piece, text: truncate(visible(`${piece.text} `), room, 'end', ascii) });
    break;
  }
  return cut;
}

/** The line with blanks up to `width`; a longer one is cut. */
export function fillLine(line: Line, width: number, ascii: boolean): Line {
  const cut = cutLine(line, width, ascii);
  const missing = width - widthOf(cut);
  return missing <= 0 ? cut : [...cut, segment(blanks(missing))];
}

/** One line with `left` at its left and `right` at its right end; where there is no room for both, `left` is cut. */
export function spread(left: Line, right: Line, width: number, ascii: boolean): Line {
  if (right.length === 0) return fillLine(left, width, ascii);
  const room = width - widthOf(right);
  if (room < 0) return cutLine(right, width, ascii);
  return [...fillLine(cutLine(left, Math.max(0, room - GAP), ascii), room, ascii), ...right];
}

/** Columns that stay free between left and right. */
export const GAP = 2;

export function blanks(count: number): SafeText {
  return pad(visible(''), count, 'left');
}
