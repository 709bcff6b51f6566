import { bodyRows, type WindowSize } from '../../window.ts';

/** How the rows of the window are shared; nothing in it depends on what is shown, so that nothing jumps. */
export interface HostsArea {
  /** Without the titles. */
  readonly table: number;
  readonly rule: boolean;
  /** What is said of the selected host. */
  readonly details: number;
}

const VIEW = 1;
const TITLES = 1;

export function hostsArea(window: WindowSize): HostsArea {
  const { rows } = window;
  const details = rows >= 40 ? 14 : rows >= 24 ? 8 : rows >= 18 ? 6 : 4;
  const rule = rows >= 18;
  return { table: Math.max(1, bodyRows(window) - VIEW - TITLES - details - (rule ? 1 : 0)), rule, details };
}
