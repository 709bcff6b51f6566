import type { Row } from '../../../present/row.ts';
import { headerLine, tableLine } from '../../../present/table.ts';
import { type Line, type Segment, segment } from '../../../present/tone.ts';
import { type SafeText, say, visible } from '../../../text/safe-text.ts';
import { seenOf } from '../../cursor.ts';
import { blanks, cutLine, fillLine } from '../../line-fit.ts';
import { contextOf, type Model } from '../../model.ts';
import { isGoing } from '../../runs/followed-run.ts';
import { rowKey } from './row-key.ts';
import { CHANGE_SIGN, CURSOR_SIGN, MARK_SIGN, RUN_SIGN } from './signs.ts';
import type { FleetState } from './state.ts';
import { GUTTER } from './table-layout.ts';

/** The titles; the column that the rows are sorted by carries an arrow. */
export function titlesLine({ layout, order }: FleetState, model: Model): Line {
  const titles = headerLine(layout, contextOf(model));
  const [by] = order;
  const at = layout.findIndex(({ column }) => column.id === by?.column.id);
  const arrow = ARROWS[model.look.ascii ? 'ascii' : 'unicode'][by?.descending ? 'descending' : 'ascending'];
  return [
    segment(blanks(GUTTER)),
    ...titles.map((title, index) => (index === at ? { ...title, text: withArrow(title.text, arrow) } : title)),
  ];
}

const ARROWS = {
  unicode: { ascending: '▲', descending: '▼' },
  ascii: { ascending: '^', descending: 'v' },
} as const;

/** In the blank behind the title; a column without one has no room for it. */
function withArrow(title: SafeText, arrow: string): SafeText {
  const word = title.trimEnd();
  return word.length === title.length ? title : visible(word + arrow + title.slice(word.length + 1));
}

/** The rows that are seen, and which of them is the selected one: that is as wide as the window. */
export function rowLines(
  state: FleetState,
  model: Model,
  { columns, height }: { readonly columns: number; readonly height: number },
): { readonly lines: readonly Line[]; readonly selected: number | null } {
  const { rows, cursor, layout } = state;
  const context = contextOf(model);
  const { from, to } = seenOf(cursor, rows.length, height);
  const lines = rows.slice(from, to).map((row, index): Line => {
    const isSelected = from + index === cursor.at;
    const line = [...gutterOf(row, isSelected, state, model), ...tableLine(row, layout, context)];
    return isSelected ? fillLine(line, columns, context.ascii) : cutLine(line, columns, context.ascii);
  });
  return { lines, selected: rows.length === 0 ? null : cursor.at - from };
}

function gutterOf(
  row: Row,
  isSelected: boolean,
  { changes }: FleetState,
  { marks, runs, look }: Model,
): readonly Segment[] {
  const form = look.ascii ? 'asciiSign' : 'sign';
  const cursor = isSelected ? CURSOR_SIGN[form] : ' ';
  const isMarked = row.kind === 'job' && marks.has(row.job.id);
  const run = row.kind === 'job' ? runs.get(row.job.id) : undefined;
  const isRunning = run !== undefined && isGoing(run);
  const sign = isMarked
    ? MARK_SIGN[form]
    : isRunning
      ? RUN_SIGN[form]
      : changes.has(rowKey(row))
        ? CHANGE_SIGN[form]
        : ' ';
  return [segment(visible(cursor), 'strong'), segment(say`${sign} `, 'accent')];
}
