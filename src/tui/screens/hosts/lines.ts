import { headerLine, tableLine } from '../../../present/table.ts';
import { type Line, segment } from '../../../present/tone.ts';
import { say, visible } from '../../../text/safe-text.ts';
import { seenOf } from '../../cursor.ts';
import { exactly } from '../../exactly.ts';
import { blanks, cutLine, fillLine, spread } from '../../line-fit.ts';
import { contextOf, type Model } from '../../model.ts';
import { CURSOR_SIGN } from '../fleet/signs.ts';
import { hostsArea } from './area.ts';
import { GUTTER } from './derive.ts';
import { hostDetails } from './detail-lines.ts';
import { type HostsState, hostUnderCursor } from './state.ts';

/** The whole screen, and which of the lines is the selected host's. */
export function hostsLines(
  state: HostsState,
  model: Model,
  columns: number,
): { readonly lines: readonly Line[]; readonly selected: number | null } {
  const { rows, cursor } = state;
  const { ascii } = model.look;
  const area = hostsArea(model.window);
  if (rows.length === 0) return { lines: [[segment(emptyText(model), 'muted')]], selected: null };
  const { from, to } = seenOf(cursor, rows.length, area.table);
  const place = say`${from + 1}-${to} of ${rows.length}`;
  const order = state.order === 'worst' ? say`worst first` : say`by name`;
  const selected = hostUnderCursor(state);
  const details = selected === null ? [] : hostDetails(selected, model, { columns, rows: area.details });
  const lines = [
    spread([segment(order, 'muted')], [segment(place, 'muted')], columns, ascii),
    cutLine([segment(blanks(GUTTER)), ...headerLine(state.layout, contextOf(model))], columns, ascii),
    ...exactly(rowLines(state, model, { from, to, columns }), area.table),
    ...(area.rule ? [[segment(visible((ascii ? '-' : '─').repeat(columns)), 'muted')]] : []),
    ...details,
  ];
  return { lines, selected: HEADER_LINES + cursor.at - from };
}

const HEADER_LINES = 2;

function rowLines(
  { rows, cursor, layout }: HostsState,
  model: Model,
  { from, to, columns }: { readonly from: number; readonly to: number; readonly columns: number },
): readonly Line[] {
  const context = contextOf(model);
  const sign = CURSOR_SIGN[context.ascii ? 'asciiSign' : 'sign'];
  return rows.slice(from, to).map((row, index): Line => {
    const gutter = segment(from + index === cursor.at ? say`${sign} ` : blanks(GUTTER), 'strong');
    return fillLine([gutter, ...tableLine(row, layout, context)], columns, context.ascii);
  });
}

function emptyText({ fleet, asking, look }: Model) {
  if (fleet.snapshot === null) return say`asking ${asking} ${look.ascii ? '...' : '…'}`;
  return say`no host with backup jobs is known; the table of jobs (Esc) says who was asked`;
}
