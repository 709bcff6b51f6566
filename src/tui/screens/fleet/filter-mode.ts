import { compileFilter } from '../../../present/filter/compile.ts';
import { putOn } from '../../cursor.ts';
import type { Model } from '../../model.ts';
import { inputOf, type TextInput } from '../../text-input.ts';
import { fleetArea } from './area.ts';
import { filtered } from './derive.ts';
import { itemsOfRows } from './row-key.ts';
import { type AppliedFilter, type FilterMode, type FleetState, NO_FILTER, TABLE_MODE } from './state.ts';

/** Begins to type the filter, from what it is. */
export function editFilter(state: FleetState): FleetState {
  const mode: FilterMode = {
    kind: 'filter',
    input: inputOf(state.filter.text),
    problem: null,
    cursorBefore: state.cursor,
  };
  return { ...state, mode };
}

/** Each text that is a filter is applied at once; the last one stays while what is typed is none. */
export function withInput(state: FleetState, mode: FilterMode, input: TextInput, model: Model): FleetState {
  if (input.text === mode.input.text) return { ...state, mode: { ...mode, input } };
  const compiled = compileFilter(input.text);
  if (!compiled.ok) return { ...state, mode: { ...mode, input, problem: compiled.error } };
  return apply(
    { ...state, mode: { ...mode, input, problem: null } },
    { text: input.text.trim(), compiled },
    mode,
    model,
  );
}

/** Ends the typing; a text that is no filter is there to be put right first. */
export function keepFilter(state: FleetState): FleetState {
  return state.mode.kind === 'filter' && state.mode.problem !== null ? state : { ...state, mode: TABLE_MODE };
}

/** Ends the typing without a filter. */
export function dropFilter(state: FleetState, mode: FilterMode, model: Model): FleetState {
  return apply({ ...state, mode: TABLE_MODE }, NO_FILTER, mode, model);
}

/** Where the row that was selected before is among the rows again, it is selected. */
function apply(state: FleetState, filter: AppliedFilter, { cursorBefore }: FilterMode, model: Model): FleetState {
  const next = filtered({ ...state, filter }, model);
  if (!cursorBefore.moved || cursorBefore.key === null || next.cursor.key === cursorBefore.key) return next;
  const cursor = putOn(next.cursor, cursorBefore.key, itemsOfRows(next.rows), fleetArea(model.window).table);
  return { ...next, cursor };
}
