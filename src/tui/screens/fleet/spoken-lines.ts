import { type Row, rowStatus } from '../../../present/row.ts';
import { type Line, segment } from '../../../present/tone.ts';
import { say } from '../../../text/safe-text.ts';
import { contextOf, type Model } from '../../model.ts';
import { ENDLESS } from './area.ts';
import { detailLines } from './detail-lines.ts';
import { emptyLines } from './empty-lines.ts';
import { filterLines, sortLines } from './prompt-lines.ts';
import { rowKey } from './row-key.ts';
import { rowUnderCursor } from './selection.ts';
import { sourcesLines } from './sources-lines.ts';
import type { FleetState } from './state.ts';
import { viewText } from './view-line.ts';

/** The cause has a line of its own; the other is a picture. */
const UNSPOKEN = new Set(['cause', 'trend']);

/** The same for the ear: no table, but the selected row in words, and what one is doing before anything else. */
export function spokenLines(state: FleetState, model: Model): readonly Line[] {
  const { mode, rows, cursor } = state;
  const row = rowUnderCursor(state);
  if (mode.kind === 'filter') {
    return [...filterLines(mode, ENDLESS, true), countLine(state), ...rowWords(row, state, model)];
  }
  if (mode.kind === 'sort') return [...sortLines(mode, ENDLESS), ...rowWords(row, state, model)];
  const about = [...sourcesLines(model, [ENDLESS]), viewText(state, model)];
  if (row === null) return [...about, ...emptyLines(state, model, ENDLESS)];
  return [...about, [segment(say`row ${cursor.at + 1} of ${rows.length}`)], ...rowWords(row, state, model)];
}

function countLine({ rows, sorted }: FleetState): Line {
  return [segment(say`${rows.length} of ${sorted.length} rows`)];
}

function rowWords(row: Row | null, state: FleetState, model: Model): readonly Line[] {
  if (row === null) return [];
  const cells = state.layout
    .filter(({ column }) => !UNSPOKEN.has(column.id))
    .map(
      ({ column }) =>
        say`${column.title.toLowerCase()} ${column.cell(row, { ...contextOf(model), ascii: true }).text.trim()}`,
    );
  const marked = row.kind === 'job' && model.marks.has(row.job.id) ? 'marked, ' : '';
  return [
    [segment(say`${marked}${rowStatus(row)}: ${cells.slice(1).join(', ')}`)],
    ...detailLines(row, state.changes.get(rowKey(row)), model, { columns: ENDLESS, rows: ENDLESS }),
  ];
}
