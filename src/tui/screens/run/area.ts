import type { Model } from '../../model.ts';
import { bodyRows, type WindowSize } from '../../window.ts';

/** Lines of the list above its runs. */
export const TITLES = 1;
export const RULE = 1;
const SHARE = 1 / 3;

/** Rows of the list: it needs no more than there are runs, so that there is room for what the selected one says. */
export function tableRows({ runs, window }: Pick<Model, 'runs' | 'window'>): number {
  return Math.max(1, Math.min(runs.size, Math.floor(bodyRows(window) * SHARE)));
}

/** Rows for what would be started, below the question. */
export function askRows(window: WindowSize): number {
  return Math.max(1, bodyRows(window) - 1);
}
