import type { Line } from '../present/tone.ts';

const EMPTY: Line = [];

/** Exactly so many lines: those that are missing are empty, those that are too many are left out. */
export function exactly(lines: readonly Line[], rows: number): readonly Line[] {
  if (lines.length === rows) return lines;
  return lines.length > rows
    ? lines.slice(0, rows)
    : [...lines, ...Array.from({ length: rows - lines.length }, () => EMPTY)];
}
