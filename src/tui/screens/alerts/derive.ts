import { ALERT_COLUMNS } from '../../../present/alerts/alert-columns.ts';
import { layOut } from '../../../present/columns/layout.ts';
import { type Items, itemsOf, keepCursor, putOn } from '../../cursor.ts';
import { contextOf, type Model } from '../../model.ts';
import { alertsArea } from './area.ts';
import type { ListedRow } from './listed-row.ts';
import { listedRows } from './listed-row.ts';
import type { AlertsState } from './state.ts';

/** The selected row's sign and a blank. */
export const GUTTER = 2;

/** All other columns are comfortable beside it then, whatever there is to tell: so it does not come and go with that. */
const ROOM_FOR_WHERE = 126;

/** The rows of what was read last, with the jobs of the newest snapshot. */
export function withRows(state: AlertsState, model: Model): AlertsState {
  const { read } = state;
  if (read === null) return state;
  const rows = listedRows(read, model.fleet.snapshot?.jobs ?? [], state);
  return withLayout(fitted({ ...state, rows }, model), model);
}

/** The cursor within the rows, for the window as it is; on an alert of the job that was wanted, once that is there. */
export function fitted(state: AlertsState, { window }: Model): AlertsState {
  const items = itemsOfRows(state.rows);
  const height = alertsArea(window).table;
  const kept = keepCursor(state.cursor, items, height);
  const { wanted } = state;
  if (wanted === null) return { ...state, cursor: kept };
  const first = state.rows.find((row) => row.kind === 'alert' && row.row.alert.jobs.includes(wanted));
  const cursor = first === undefined ? kept : putOn(kept, first.key, items, height);
  return { ...state, cursor, wanted: state.rows.length === 0 ? wanted : null };
}

export function withLayout(state: AlertsState, model: Model): AlertsState {
  const { columns } = model.window;
  const rows = state.rows.flatMap((row) => (row.kind === 'alert' ? [row.row] : []));
  const shown = columns < ROOM_FOR_WHERE ? ALERT_COLUMNS.filter(({ id }) => id !== 'where') : ALERT_COLUMNS;
  return { ...state, layout: layOut(shown, rows, contextOf(model), columns - GUTTER) };
}

export function itemsOfRows(rows: readonly ListedRow[]): Items {
  return itemsOf(rows, ({ key }) => key);
}
