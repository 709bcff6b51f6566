import type { Seconds } from '../../domain/time.ts';
import type { Bar } from './bars.ts';
import { type Cell, EMPTY } from './cells.ts';
import type { Glyphs } from './glyphs.ts';

export interface PlotSize {
  readonly columns: number;
  readonly rows: number;
  /** The duration at the upper end. */
  readonly top: Seconds;
}

/** Less than an eighth of a row: what ends at the upper edge of a row but for rounding ends in it. */
const ROUNDING = 0.01;

/** Which row a duration ends in, counted from the ground. */
export function rowOf(seconds: Seconds, { rows, top }: PlotSize): number {
  if (top <= 0) return 0;
  return Math.max(0, Math.min(rows - 1, Math.ceil((seconds / top) * rows - ROUNDING) - 1));
}

/** The cells of the bars, the uppermost row first, with a line at the median where nothing stands before it. */
export function plotCells(
  bars: readonly Bar[],
  medianSeconds: Seconds | null,
  size: PlotSize,
  glyphs: Glyphs,
): readonly (readonly Cell[])[] {
  const medianRow = medianSeconds === null ? null : rowOf(medianSeconds, size);
  return Array.from({ length: size.rows }, (_, fromTop) => {
    const row = size.rows - 1 - fromTop;
    const ground: Cell = row === medianRow ? { glyph: glyphs.median, tone: 'muted' } : EMPTY;
    const cells = Array.from({ length: size.columns }, () => ground);
    for (const bar of bars) {
      const cell = barCell(bar, row, size, glyphs);
      if (cell !== null) cells.fill(cell, bar.column, bar.column + bar.width);
    }
    return cells.slice(0, size.columns);
  });
}

function barCell({ seconds, tone }: Bar, row: number, size: PlotSize, glyphs: Glyphs): Cell | null {
  if (seconds === null) return row === 0 ? { glyph: glyphs.unknown, tone } : null;
  if (seconds > size.top && row === size.rows - 1) return { glyph: glyphs.beyond, tone };
  const steps = glyphs.levels.length;
  const share = size.top <= 0 ? 0 : Math.min(1, seconds / size.top);
  // Whatever ran at all can be seen.
  const level = Math.max(1, Math.round(share * size.rows * steps)) - row * steps;
  const glyph = glyphs.levels[Math.min(level, steps) - 1];
  return glyph === undefined ? null : { glyph, tone };
}
