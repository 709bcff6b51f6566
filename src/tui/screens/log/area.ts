import { bodyRows, type WindowSize } from '../../window.ts';

const TITLES = 1;
const RULE = 1;

/** Rows for the selected entry in full. */
export function entryRows({ rows }: WindowSize): number {
  return rows >= 18 ? 3 : 2;
}

/** Entries that are seen at once. */
export function logHeight(window: WindowSize): number {
  return Math.max(1, bodyRows(window) - TITLES - RULE - entryRows(window));
}
