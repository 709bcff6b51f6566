import { ruleProblemInShort } from '../../../present/alerts/rule-problem-lines.ts';
import { silenceInShort } from '../../../present/alerts/silence-lines.ts';
import { sourcesLine } from '../../../present/sources-line.ts';
import { headerLine, tableLine } from '../../../present/table.ts';
import { type Line, segment } from '../../../present/tone.ts';
import { type SafeText, say, visible } from '../../../text/safe-text.ts';
import { seenOf } from '../../cursor.ts';
import { exactly } from '../../exactly.ts';
import { blanks, cutLine, fillLine, spread } from '../../line-fit.ts';
import { contextOf, type Model } from '../../model.ts';
import { CURSOR_SIGN } from '../fleet/signs.ts';
import { type AlertsArea, alertsArea } from './area.ts';
import { GUTTER } from './derive.ts';
import { detailLines } from './detail-lines.ts';
import { confirmLines, formLines } from './form-lines.ts';
import type { ListedRow } from './listed-row.ts';
import { type AlertsState, rowUnderCursor } from './state.ts';

const HEADER_LINES = 2;

/** The whole screen, and which of the lines is the selected row's. */
export function alertsLines(
  state: AlertsState,
  model: Model,
  columns: number,
): { readonly lines: readonly Line[]; readonly selected: number | null } {
  const { rows, cursor } = state;
  const { ascii } = model.look;
  const area = alertsArea(model.window);
  const below = belowLines(state, model, columns);
  // What would be changed is shown whole, whatever of the list has to go.
  const details = state.mode.kind === 'confirm' ? fitting(below.length, area) : area.details;
  const height = area.table + area.details - details;
  const { from, to } = seenOf(cursor, rows.length, height);
  const place = rows.length === 0 ? [] : [segment(say`${from + 1}-${to} of ${rows.length}`, 'muted')];
  const isTable = rows.some(({ kind }) => kind === 'alert');
  const lines = [
    spread(sourcesOrState(state, model), place, columns, ascii),
    isTable
      ? cutLine([segment(blanks(GUTTER)), ...headerLine(state.layout, contextOf(model))], columns, ascii)
      : [segment(emptyText(state), 'muted')],
    ...exactly(rowLines(state, model, { from, to, columns }), height),
    ...(area.rule ? [[segment(visible((ascii ? '-' : '─').repeat(columns)), 'muted')]] : []),
    ...below.slice(0, details).map((line) => cutLine(line, columns, ascii)),
  ];
  return { lines, selected: cursor.at < to && rows.length > 0 ? HEADER_LINES + cursor.at - from : null };
}

/** At least one row of the list stays. */
function fitting(wanted: number, { table, details }: AlertsArea): number {
  return Math.max(details, Math.min(wanted, table + details - 1));
}

/** Before the details, counted from the first line of the screen. */
export function linesAboveDetails({ window }: Model): number {
  const area = alertsArea(window);
  return HEADER_LINES + area.table + (area.rule ? 1 : 0);
}

/** What is typed or asked, or what there is to say of the selected row. */
export function belowLines(state: AlertsState, model: Model, columns: number): readonly Line[] {
  const { mode } = state;
  const context = { ...contextOf(model), width: columns };
  if (mode.kind === 'form') return formLines(mode, columns);
  if (mode.kind === 'confirm') return confirmLines(mode, state, context);
  const row = rowUnderCursor(state);
  return row === null ? [] : detailLines(row, context);
}

/** How one row is told in a line. */
export function rowLine(row: ListedRow, state: AlertsState, model: Model): Line {
  const context = contextOf(model);
  switch (row.kind) {
    case 'alert':
      return tableLine(row.row, state.layout, context);
    case 'silence':
      return silenceInShort(row.silence, { ...context, width: null });
    case 'problem':
      return [segment(ruleProblemInShort(row.problem, context), 'warning')];
  }
}

function rowLines(
  state: AlertsState,
  model: Model,
  { from, to, columns }: { readonly from: number; readonly to: number; readonly columns: number },
): readonly Line[] {
  const { ascii } = model.look;
  const sign = CURSOR_SIGN[ascii ? 'asciiSign' : 'sign'];
  return state.rows.slice(from, to).map((row, index): Line => {
    const gutter = segment(from + index === state.cursor.at ? say`${sign} ` : blanks(GUTTER), 'strong');
    return fillLine([gutter, ...rowLine(row, state, model)], columns, ascii);
  });
}

function sourcesOrState({ read, error, reading }: AlertsState, model: Model): Line {
  if (error !== null) return [segment(say`the alerts could not be read: ${error}`, 'failed')];
  if (read !== null) return sourcesLine(read.sources, contextOf(model));
  return reading ? [segment(say`asking for alerts ${model.look.ascii ? '...' : '…'}`, 'muted')] : [];
}

function emptyText({ read, only, all }: AlertsState): SafeText {
  if (read === null) return say``;
  if (only !== null) return say`no alert is pending or firing on ${only}`;
  const others = read.alerts.length;
  if (all || others === 0) return say`no alert is pending or firing`;
  return say`no alert about backups is pending or firing; A shows the ${others} others`;
}
