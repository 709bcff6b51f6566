import type { JobId } from '../../../domain/job.ts';
import { say } from '../../../text/safe-text.ts';
import { moveCursor, putOn } from '../../cursor.ts';
import type { Model } from '../../model.ts';
import type { Motion } from '../../motion.ts';
import { edited, typed } from '../../text-input.ts';
import type { ScreenEvent, Step } from '../screen.ts';
import { fleetArea } from './area.ts';
import { filtered, fitted, withLayout, withSnapshot } from './derive.ts';
import { dropFilter, editFilter, keepFilter, withInput } from './filter-mode.ts';
import { itemsOfRows } from './row-key.ts';
import { rowUnderCursor } from './selection.ts';
import { chooseSort, dropSort, keepSort, reverseSort, stepSort } from './sort-mode.ts';
import { appliedFilter, type FleetMessage, type FleetState, NO_FILTER, TABLE_MODE } from './state.ts';
import { toggleWide } from './wide.ts';

type Result = Step<FleetState>;

export function updateFleet(state: FleetState, message: FleetMessage | ScreenEvent, model: Model): Result {
  const { mode } = state;
  switch (message.type) {
    case 'opened':
    case 'fleet':
      return withoutLostMarks(withSnapshot(state, model), model);
    case 'window':
      return { state: withLayout(fitted(state, model), model, { anew: true }) };
    case 'move':
      return { state: moved(state, message.motion, model) };
    case 'text':
      if (mode.kind !== 'filter') return { state };
      return { state: withInput(state, mode, typed(mode.input, message.text), model) };
    case 'back':
      return takeBack(state, model);
    case 'edit-filter':
      return { state: editFilter(state) };
    case 'edit':
      if (mode.kind !== 'filter') return { state };
      return { state: withInput(state, mode, edited(mode.input, message.edit), model) };
    case 'keep-filter':
      return { state: keepFilter(state) };
    case 'toggle-problems':
      return { state: filtered({ ...state, problemsOnly: !state.problemsOnly }, model) };
    case 'toggle-wide':
      return toggleWide(state, model);
    case 'toggle-mark':
      return toggleMark(state, model);
    case 'choose-sort':
      return { state: chooseSort(state) };
    case 'step-sort':
      return { state: mode.kind === 'sort' ? stepSort(state, mode, message.by, model) : state };
    case 'keep-sort':
      return { state: keepSort(state) };
    case 'reverse-sort':
      return { state: reverseSort(state, model) };
    case 'set-filter': {
      const filter = appliedFilter(message.text);
      const shown = { ...state, mode: TABLE_MODE, problemsOnly: false };
      return { state: filter === null ? state : filtered({ ...shown, filter }, model) };
    }
    case 'select': {
      const cursor = putOn(state.cursor, message.key, itemsOfRows(state.rows), fleetArea(model.window).table);
      return { state: { ...state, cursor } };
    }
    case 'activity':
    case 'told':
    case 'feed-ended':
    case 'history':
      return { state };
  }
}

function moved(state: FleetState, motion: Motion, { window }: Model): FleetState {
  return { ...state, cursor: moveCursor(state.cursor, motion, itemsOfRows(state.rows), fleetArea(window).table) };
}

/** One thing at a time: what is going on, then the filter, then problems only, then the marks. */
function takeBack(state: FleetState, model: Model): Result {
  const { mode } = state;
  if (mode.kind === 'filter') return { state: dropFilter(state, mode, model) };
  if (mode.kind === 'sort') return { state: dropSort(state, mode, model) };
  if (state.filter.text !== '') return { state: filtered({ ...state, filter: NO_FILTER }, model) };
  if (state.problemsOnly) return { state: filtered({ ...state, problemsOnly: false }, model) };
  return model.marks.size > 0 ? { state, marks: new Set(), notice: say`no job is marked any more` } : { state };
}

function toggleMark(state: FleetState, model: Model): Result {
  const row = rowUnderCursor(state);
  if (row?.kind !== 'job') return { state };
  const marks = new Set(model.marks);
  if (!marks.delete(row.job.id)) marks.add(row.job.id);
  return { state: moved(state, 'down', model), marks };
}

/** A job that is gone can't be chosen any more; while sources are still being read it may yet come. */
function withoutLostMarks(state: FleetState, { marks, fleet }: Model): Result {
  if (marks.size === 0 || fleet.refreshing || fleet.snapshot === null) return { state };
  const there = new Set<JobId>();
  for (const { id } of fleet.snapshot.jobs) if (marks.has(id)) there.add(id);
  return there.size === marks.size ? { state } : { state, marks: there };
}
