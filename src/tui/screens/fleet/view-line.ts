import { type Line, type Segment, segment } from '../../../present/tone.ts';
import { type SafeText, say } from '../../../text/safe-text.ts';
import { seenOf } from '../../cursor.ts';
import { spread } from '../../line-fit.ts';
import type { Model } from '../../model.ts';
import { isGoing } from '../../runs/followed-run.ts';
import { fleetArea } from './area.ts';
import type { FleetState } from './state.ts';

/** What of the fleet is seen, and in which order: filter, problems only, marks, sort; at the right where in the table one is. */
export function viewLine(state: FleetState, model: Model, columns: number): Line {
  if (state.sorted.length === 0) return [];
  return spread(viewText(state, model), [segment(placeText(state, model), 'muted')], columns, model.look.ascii);
}

/** The left of it. */
export function viewText(state: FleetState, { marks, runs, look }: Model): Line {
  const parts: Segment[] = [segment(orderText(state), 'muted')];
  if (state.problemsOnly) parts.push(segment(say`problems only`, 'accent'));
  if (state.filter.text !== '') parts.push(segment(say`filter ${state.filter.text}`, 'accent'));
  if (marks.size > 0) parts.push(segment(say`${marks.size} marked`, 'accent'));
  const going = [...runs.values()].filter(isGoing).length;
  if (going > 0) parts.push(segment(say`${going} started here: f`, 'accent'));
  const between = segment(look.ascii ? say` | ` : say` · `, 'muted');
  return parts.flatMap((part, at) => (at === 0 ? [part] : [between, part]));
}

function orderText({ order }: FleetState): SafeText {
  const [by] = order;
  if (by === undefined) return say``;
  const { column, descending } = by;
  if (column.id === 'status') return descending ? say`best first` : say`worst first`;
  const word = column.title.toLowerCase();
  if (column.align === 'right') return descending ? say`greatest ${word} first` : say`smallest ${word} first`;
  return descending ? say`by ${word}, from the end` : say`by ${word}`;
}

/** `1-14 of 120`; with a filter `1-3 of 3 (of 120)`. */
function placeText({ rows, sorted, cursor }: FleetState, { window }: Model): SafeText {
  const { from, to } = seenOf(cursor, rows.length, fleetArea(window).table);
  const all = rows.length === sorted.length ? '' : ` (of ${sorted.length})`;
  if (rows.length === 0) return say`0${all}`;
  return say`${from + 1}-${to} of ${rows.length}${all}`;
}
