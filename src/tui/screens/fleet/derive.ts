import { isProblem } from '../../../domain/status.ts';
import { type Row, rowJob, rowsOf } from '../../../present/row.ts';
import { isOutOfDate } from '../../../present/sighting.ts';
import { sortRows } from '../../../present/sort.ts';
import { keepCursor } from '../../cursor.ts';
import { contextOf, type Model } from '../../model.ts';
import { ENDLESS, fleetArea } from './area.ts';
import { changesBetween } from './changes.ts';
import { itemsOfRows } from './row-key.ts';
import type { FleetState } from './state.ts';
import { tableLayout } from './table-layout.ts';

/** The rows of the newest snapshot. What a refresh has changed is marked once it is whole, until the next one is. */
export function withSnapshot(state: FleetState, model: Model): FleetState {
  const { snapshot, previous, refreshing } = model.fleet;
  if (snapshot === null) return state;
  const changes = refreshing ? state.changes : changesBetween(previous, snapshot);
  if (snapshot === state.snapshot) return changes.size === state.changes.size ? state : { ...state, changes };
  const fleet = snapshot.jobs.some((job) => isOutOfDate(job, model.now));
  const outOfDate = { ...state.outOfDate, fleet };
  return withLayout(sorted({ ...state, snapshot, changes, outOfDate }, model), model);
}

/** The rows in the order of the state. */
export function sorted(state: FleetState, model: Model): FleetState {
  if (state.snapshot === null) return state;
  const rows = sortRows(rowsOf(state.snapshot), state.order, contextOf(model));
  return filtered({ ...state, sorted: rows }, model);
}

/**
 * The rows that its filter leaves; the order stays, so that nothing is sorted while a filter is typed, and the columns do, but for that which
 * tells how old numbers are.
 */
export function filtered(state: FleetState, model: Model): FleetState {
  const { filter, problemsOnly, outOfDate: before } = state;
  const all = filter.text === '' && !problemsOnly;
  const rows = all
    ? state.sorted
    : state.sorted.filter((row) => (!problemsOnly || isProblemRow(row)) && filter.compiled.matches(row, model.now));
  const { fleet } = before;
  const outOfDate = { fleet, rows: fleet && (all || rows.some((row) => isOutOfDate(rowJob(row), model.now))) };
  const next = fitted({ ...state, rows, outOfDate }, model);
  return outOfDate.rows === before.rows ? next : withLayout(next, model);
}

/** The cursor within the rows, for the window as it is. */
export function fitted(state: FleetState, { window }: Model): FleetState {
  return { ...state, cursor: keepCursor(state.cursor, itemsOfRows(state.rows), fleetArea(window).table) };
}

/** Lays the columns out; `anew` without regard to how they were. */
export function withLayout(state: FleetState, model: Model, { anew = false } = {}): FleetState {
  const columns = model.look.screenReader ? ENDLESS : model.window.columns;
  const { sorted: rows, wide } = state;
  const outOfDate = state.outOfDate.rows;
  const before = anew ? [] : state.layout;
  return { ...state, layout: tableLayout(rows, contextOf(model), { columns, wide, outOfDate, before }) };
}

function isProblemRow(row: Row): boolean {
  return row.kind === 'host' || isProblem(row.job.status);
}
