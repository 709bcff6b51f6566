import { bodyRows, type WindowSize } from '../../window.ts';

const TITLES = 1;

/** Entries that are seen at once. */
export function logHeight(window: WindowSize): number {
  return Math.max(1, bodyRows(window) - TITLES);
}
