import { bodyRows, type WindowSize } from '../../window.ts';

/** How the rows of the window are shared; nothing in it depends on what is shown, so that nothing jumps. */
export interface AlertsArea {
  /** Without the titles. */
  readonly table: number;
  readonly rule: boolean;
  /** What is said of the selected row, or what is typed. */
  readonly details: number;
}

const VIEW = 1;
const TITLES = 1;

export function alertsArea(window: WindowSize): AlertsArea {
  const { rows } = window;
  const details = rows >= 40 ? 18 : rows >= 24 ? 10 : rows >= 18 ? 7 : 5;
  const rule = rows >= 18;
  return { table: Math.max(1, bodyRows(window) - VIEW - TITLES - details - (rule ? 1 : 0)), rule, details };
}
