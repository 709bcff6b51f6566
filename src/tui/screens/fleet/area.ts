import { bodyRows, type WindowSize } from '../../window.ts';

/** How the rows of the window are shared; nothing in it depends on what is shown, so that nothing jumps. */
export interface FleetArea {
  readonly sources: number;
  /** Without the titles. */
  readonly table: number;
  readonly rule: boolean;
  /** What is said of the selected row; also where the filter is typed. */
  readonly details: number;
}

/** In columns, and in rows: a screen reader does not mind how long a line is. */
export const ENDLESS = 10_000;

const SUMMARY_OF_VIEW = 1;
const TITLES = 1;

export function fleetArea(window: WindowSize): FleetArea {
  const { rows } = window;
  const sources = rows >= 20 ? 2 : 1;
  const details = rows >= 24 ? 4 : rows >= 18 ? 3 : 2;
  const rule = rows >= 20;
  const table = bodyRows(window) - sources - SUMMARY_OF_VIEW - TITLES - details - (rule ? 1 : 0);
  return { sources, table: Math.max(1, table), rule, details };
}
