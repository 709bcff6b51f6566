import { type SafeText, visible } from '../../text/safe-text.ts';
import type { Line, Segment, Tone } from '../tone.ts';

/** One column of one row of a chart. */
export interface Cell {
  readonly glyph: string;
  readonly tone: Tone;
}

export const EMPTY: Cell = { glyph: ' ', tone: 'plain' };

/** Neighbours of one tone become one segment. */
export function cellsLine(cells: readonly Cell[]): Line {
  const line: { text: string; tone: Tone }[] = [];
  for (const { glyph, tone } of cells) {
    const last = line.at(-1);
    if (last !== undefined && last.tone === tone) last.text += glyph;
    else line.push({ text: glyph, tone });
  }
  return line.map(({ text, tone }): Segment => ({ text: visible(text), tone }));
}

/** Cells of a text, one a character: only for texts whose every character is one column wide. */
export function textCells(text: SafeText, tone: Tone): readonly Cell[] {
  return Array.from(text, (glyph) => ({ glyph, tone }));
}
