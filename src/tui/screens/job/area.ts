import { bodyRows, type WindowSize } from '../../window.ts';

/** Rows of the chart's bars, so that the cause above and a line below can be seen too. */
export function chartRows(window: WindowSize): number {
  const rows = bodyRows(window);
  if (rows >= 40) return 8;
  if (rows >= 20) return 5;
  return rows >= 14 ? 4 : 3;
}

/** Rows for the list of `count` values that can be copied: a rule and a heading above it, and something of the text above that where there is room. */
export function copyRows(count: number, window: WindowSize): number {
  const rows = bodyRows(window);
  const atMost = rows >= 18 ? Math.floor(rows * 0.7) : rows;
  return Math.max(1, Math.min(count, atMost - COPY_HEADING));
}

export const COPY_HEADING = 2;
