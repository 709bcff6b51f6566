import type { Column, Context } from '../../../present/columns/column.ts';
import { GAP, type Layout, layOut } from '../../../present/columns/layout.ts';
import { columnOf, tableColumns } from '../../../present/columns/registry.ts';
import type { Row } from '../../../present/row.ts';
import { sampleOf } from './row-sample.ts';

/** Cursor, mark, and a blank before the first column. */
export const GUTTER = 3;

/** Texts that grow while they are looked at have room for the longest that they become within a day. */
const WIDEST_TIMES = new Map([
  ['age', '59m 59s'.length],
  ['success', '59m 59s'.length],
  ['nextRun', 'in 59m 59s'.length],
  ['seen', '59m 59s ago'.length],
]);

/**
 * The columns of the table for a window of `columns`. With the layout that it had before nothing becomes narrower unless something else
 * needs the room, so that a table which is looked at does not move with every refresh.
 */
export function tableLayout(
  rows: readonly Row[],
  context: Context,
  { columns, wide, before }: { readonly columns: number; readonly wide: boolean; readonly before: Layout },
): Layout {
  const width = columns - GUTTER;
  const kept = new Map(before.map((laid) => [laid.column.id, laid.width]));
  const shown = tableColumns(rows, context, { wide }).map((column) =>
    atLeast(column, Math.max(kept.get(column.id) ?? 0, WIDEST_TIMES.get(column.id) ?? 0)),
  );
  const next = layOut(shown, sampleOf(rows), context, width).map((laid) => ({
    column: columnOf(laid.column.id) ?? laid.column,
    width: laid.width,
  }));
  const steady = next.map((laid) => ({ ...laid, width: Math.max(laid.width, kept.get(laid.column.id) ?? 0) }));
  return total(steady) <= width ? steady : next;
}

/** A column that does not give way is as wide as its widest text: a title of that width stands for texts that were there before. */
function atLeast(column: Column, width: number): Column {
  return column.grow > 0 ? column : { ...column, title: column.title.padEnd(width) };
}

function total(layout: Layout): number {
  return layout.reduce((sum, { width }) => sum + width, GAP * (layout.length - 1));
}
