import { columnOf } from '../../../present/columns/registry.ts';
import type { Order } from '../../../present/sort.ts';
import type { Model } from '../../model.ts';
import { sorted } from './derive.ts';
import { type FleetState, type SortMode, TABLE_MODE } from './state.ts';

/** Among the columns that are seen. */
export function chooseSort(state: FleetState): FleetState {
  const choices = state.layout.map(({ column }) => column.id);
  const at = Math.max(0, choices.indexOf(state.order[0]?.column.id ?? ''));
  return { ...state, mode: { kind: 'sort', choices, at, orderBefore: state.order } };
}

/** The rows are in the new order at once. */
export function stepSort(state: FleetState, mode: SortMode, by: number, model: Model): FleetState {
  const count = mode.choices.length;
  if (count === 0) return state;
  const at = (mode.at + by + count) % count;
  const order = orderBy(mode.choices[at] ?? '');
  return order === null ? state : sorted({ ...state, order, mode: { ...mode, at } }, model);
}

export function keepSort(state: FleetState): FleetState {
  return { ...state, mode: TABLE_MODE };
}

export function dropSort(state: FleetState, mode: SortMode, model: Model): FleetState {
  return sorted({ ...state, order: mode.orderBefore, mode: TABLE_MODE }, model);
}

export function reverseSort(state: FleetState, model: Model): FleetState {
  const order = state.order.map((by, at) => (at === 0 ? { ...by, descending: !by.descending } : by));
  return sorted({ ...state, order }, model);
}

/** Numbers greatest first, words from A, status worst first: what one looks for. */
function orderBy(columnId: string): Order | null {
  const column = columnOf(columnId);
  return column === null ? null : [{ column, descending: column.align === 'right' }];
}
