import { bodyRows, type WindowSize } from '../../window.ts';
import type { TailState } from './state.ts';

/** What stays above the text: the database, and its versions where there is room. */
export function headRows({ rows }: WindowSize): number {
  return rows >= 18 ? 3 : 1;
}

/** Lines of the text that are seen at once; before anything of the database is known, it has all rows. */
export function textRows(window: WindowSize, { database }: Pick<TailState, 'database'>): number {
  return Math.max(1, bodyRows(window) - (database === null ? 0 : headRows(window)));
}
