import { layOut } from '../../../present/columns/layout.ts';
import { HOST_COLUMNS } from '../../../present/hosts/host-columns.ts';
import { sortHosts } from '../../../present/hosts/host-order.ts';
import { type HostRow, hostRowsOf } from '../../../present/hosts/host-row.ts';
import { type Items, itemsOf, keepCursor, putOn } from '../../cursor.ts';
import { contextOf, type Model } from '../../model.ts';
import { hostsArea } from './area.ts';
import type { HostsState } from './state.ts';

/** The selected row's sign and a blank. */
export const GUTTER = 2;
/** Of more rows than this only some say how wide the columns must be. */
const SAMPLE = 500;

/** The hosts of the newest snapshot. */
export function withSnapshot(state: HostsState, model: Model): HostsState {
  const { snapshot } = model.fleet;
  if (snapshot === null || snapshot === state.snapshot) return state;
  const rows = sortHosts(hostRowsOf(snapshot), state.order);
  return withLayout(fitted({ ...state, snapshot, rows }, model), model);
}

/** The cursor within the rows, for the window as it is; on the host that was wanted, once that is there. */
export function fitted(state: HostsState, { window }: Model): HostsState {
  const { rows, wanted } = state;
  const items = itemsOfHosts(rows);
  const height = hostsArea(window).table;
  const kept = keepCursor(state.cursor, items, height);
  const cursor = wanted === null ? kept : putOn(kept, wanted, items, height);
  return { ...state, cursor, wanted: cursor.key === wanted ? null : wanted };
}

export function withLayout(state: HostsState, model: Model): HostsState {
  const { columns } = model.window;
  return { ...state, layout: layOut(HOST_COLUMNS, sampleOf(state.rows), contextOf(model), columns - GUTTER) };
}

export function itemsOfHosts(rows: readonly HostRow[]): Items {
  return itemsOf(rows, ({ key }) => key);
}

function sampleOf(rows: readonly HostRow[]): readonly HostRow[] {
  const stride = Math.ceil(rows.length / SAMPLE);
  return stride <= 1 ? rows : rows.filter((_, at) => at % stride === 0);
}
