import type { SafeText } from './safe-text.ts';
import { displayWidth } from './width.ts';

const GRAPHEMES = new Intl.Segmenter();

/** Lines of at most `width` columns, broken at blanks; a word that is longer is broken inside. At least one line. */
export function wrap(text: SafeText, width: number): readonly SafeText[] {
  if (displayWidth(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(' ')) {
    const wide = displayWidth(word);
    const gap = line === '' ? 0 : 1;
    if (used + gap + wide <= width) {
      line += gap === 0 ? word : ` ${word}`;
      used += gap + wide;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = breakWord(word, width);
    line = pieces.pop() ?? '';
    used = displayWidth(line);
    lines.push(...pieces);
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines as string[] as SafeText[];
}

function breakWord(word: string, width: number): string[] {
  if (displayWidth(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const part of unitsOf(word, width)) {
    const wide = displayWidth(part);
    if (used + wide > width && piece !== '') {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += part;
    used += wide;
  }
  pieces.push(piece);
  return pieces;
}

/** Characters as people count them; one with so many spacing marks that it is wider than a line falls apart into code points. */
function* unitsOf(word: string, width: number): Generator<string> {
  for (const { segment } of GRAPHEMES.segment(word)) {
    if (displayWidth(segment) > width) yield* segment;
    else yield segment;
  }
}
