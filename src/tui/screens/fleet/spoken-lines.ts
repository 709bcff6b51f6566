import { type Row, rowStatus } from '../../../present/row.ts';
import { type Line, segment } from '../../../present/tone.ts';
import { say } from '../../../text/safe-text.ts';
import { contextOf, type Model } from '../../model.ts';
import { detailLines } from './detail-lines.ts';
import { emptyLines } from './empty-lines.ts';
import { filterLines, sortLines } from './prompt-lines.ts';
import { rowKey } from './row-key.ts';
import { rowUnderCursor } from './selection.ts';
import { sourcesLines } from './sources-lines.ts';
import type { FleetState } from './state.ts';
import { viewLine } from './view-line.ts';

const LONG = 10_000;

/** The same for the ear: no table, but the selected row in words. */
export function spokenLines(state: FleetState, model: Model): readonly Line[] {
  const { mode, rows, cursor } = state;
  const row = rowUnderCursor(state);
  const sources = sourcesLines(model, LONG, 1);
  if (mode.kind === 'filter') return [...filterLines(mode, LONG, true), ...rowWords(row, state, model)];
  if (mode.kind === 'sort') return sortLines(mode, LONG);
  if (row === null) return [...sources, ...emptyLines(state, model, LONG)];
  return [
    ...sources,
    viewLine({ ...state, rows: [] }, model, 200).slice(0, 1),
    [segment(say`row ${cursor.at + 1} of ${rows.length}`)],
    ...rowWords(row, state, model),
  ];
}

function rowWords(row: Row | null, state: FleetState, model: Model): readonly Line[] {
  if (row === null) return [];
  const cells = state.layout
    .filter(({ column }) => column.id !== 'cause')
    .map(
      ({ column }) =>
        say`${column.title.toLowerCase()} ${column.cell(row, { ...contextOf(model), ascii: true }).text.trim()}`,
    );
  return [
    [segment(say`${rowStatus(row)}: ${cells.slice(1).join(', ')}`)],
    ...detailLines(row, state.changes.get(rowKey(row)), model, { columns: LONG, rows: LONG }),
  ];
}
