/** In columns and rows of characters. */
export interface WindowSize {
  readonly columns: number;
  readonly rows: number;
}

export const SMALLEST: WindowSize = { columns: 60, rows: 12 };

const TITLE_ROWS = 1;
const FOOTER_ROWS = 1;

export function isTooSmall({ columns, rows }: WindowSize): boolean {
  return columns < SMALLEST.columns || rows < SMALLEST.rows;
}

/** Rows that a screen has to itself, between the title and the keys. */
export function bodyRows({ rows }: WindowSize): number {
  return Math.max(1, rows - TITLE_ROWS - FOOTER_ROWS);
}

/** The first row of a screen's own, from 0. */
export function bodyTop(): number {
  return TITLE_ROWS;
}
