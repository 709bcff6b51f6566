import { pad, truncate } from '../text/fit.ts';
import { join } from '../text/join.ts';
import { type SafeText, visible } from '../text/safe-text.ts';
import { displayWidth, isPlain } from '../text/width.ts';
import type { Context, TableColumn } from './columns/column.ts';
import { GAP, type LaidOutColumn, type Layout } from './columns/layout.ts';
import type { Line, Segment } from './tone.ts';

const GAP_TEXT = visible(' '.repeat(GAP));
/** Below this width the beginning of a sentence says nothing. */
const BRIEF_WIDTH = 30;

/** The table with its header, a line at a time. */
export function* tableLines<Shown>(
  rows: Iterable<Shown>,
  layout: Layout<TableColumn<Shown>>,
  context: Context,
): Generator<Line> {
  yield headerLine(layout, context);
  for (const row of rows) yield tableLine(row, layout, context);
}

/** The titles: one segment for each column, the gap behind it included. */
export function headerLine(layout: Layout<TableColumn<never>>, { ascii }: Context): Line {
  const last = layout.length - 1;
  return layout.map((laid, at) => {
    const title = truncate(visible(laid.column.title), laid.width, 'end', ascii);
    return { text: spaced(title, laid, at === last), tone: 'heading' };
  });
}

/** One row: one segment for each column, the gap behind it included. */
export function tableLine<Shown>(row: Shown, layout: Layout<TableColumn<Shown>>, context: Context): Line {
  const line: Segment[] = [];
  const last = layout.length - 1;
  for (let at = 0; at <= last; at++) {
    const laid = layout[at];
    if (laid === undefined) continue;
    const { text, tone } = laid.column.cell(row, context);
    line.push({ text: spaced(fitted(text, row, laid, context.ascii), laid, at === last), tone });
  }
  return line;
}

function fitted<Shown>(
  text: SafeText,
  row: Shown,
  { column, width }: LaidOutColumn<TableColumn<Shown>>,
  ascii: boolean,
): SafeText {
  if (text.length <= width && isPlain(text)) return text;
  const short = column.brief !== null && width < BRIEF_WIDTH && displayWidth(text) > width ? column.brief(row) : text;
  return truncate(short, width, column.cut, ascii);
}

function spaced(text: SafeText, { column, width }: LaidOutColumn<TableColumn<never>>, last: boolean): SafeText {
  const padded = pad(text, width, column.align);
  return last ? padded : join([padded, GAP_TEXT]);
}
