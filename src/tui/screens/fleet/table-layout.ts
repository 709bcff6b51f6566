import type { Column, Context } from '../../../present/columns/column.ts';
import { GAP, type Layout, layOut, widthWith } from '../../../present/columns/layout.ts';
import { columnOf, tableColumns } from '../../../present/columns/registry.ts';
import type { Row } from '../../../present/row.ts';
import { sampleOf } from './row-sample.ts';

/** Cursor, mark, and a blank before the first column. */
export const GUTTER = 3;

/** Texts that grow while they are looked at have room for the longest that they become within a day. */
const WIDEST_TIMES = new Map([
  ['age', '?59m 59s'.length],
  ['success', '59m 59s'.length],
  ['nextRun', 'in 59m 59s'.length],
  ['seen', '59m 59s ago'.length],
]);

/** What a table is made for. */
interface Wanted {
  readonly wide: boolean;
  /** Whether numbers of a row that is shown are out of date. */
  readonly outOfDate: boolean;
}

/**
 * The columns of the table for a window of `columns`. With the layout that it had before nothing becomes narrower unless something else
 * needs the room, so that a table which is looked at does not move with every refresh.
 */
export function tableLayout(
  rows: readonly Row[],
  context: Context,
  { columns, before, ...wanted }: Wanted & { readonly columns: number; readonly before: Layout },
): Layout {
  const width = columns - GUTTER;
  const kept = new Map(before.map((laid) => [laid.column.id, laid.width]));
  const shown = columnsFor(rows, context, wanted).map((column) => withRoom(column, kept.get(column.id) ?? 0));
  const next = layOut(shown, sampleOf(rows), context, width).map((laid) => ({
    column: columnOf(laid.column.id) ?? laid.column,
    width: laid.width,
  }));
  const steady = next.map((laid) => ({ ...laid, width: Math.max(laid.width, kept.get(laid.column.id) ?? 0) }));
  return total(steady) <= width ? steady : next;
}

/** The narrowest window, of more than `columns`, that has room for a column which only the wide table has; `null` where there is none. */
export function roomForWide(
  rows: readonly Row[],
  context: Context,
  { columns, outOfDate }: { readonly columns: number; readonly outOfDate: boolean },
): number | null {
  const wide = columnsFor(rows, context, { wide: true, outOfDate }).map((column) => withRoom(column, 0));
  const width = widthWith(wide, sampleOf(rows), context, {
    from: columns - GUTTER,
    isWanted: ({ shownIn }) => shownIn === 'wide',
  });
  return width === null ? null : width + GUTTER;
}

/** How old numbers are is told while it matters to the rows that are shown, and else makes room. */
function columnsFor(rows: readonly Row[], context: Context, { wide, outOfDate }: Wanted): readonly Column[] {
  return tableColumns(rows, context, { wide, without: outOfDate ? [] : ['seen'] });
}

function withRoom(column: Column, kept: number): Column {
  return column.grow > 0 ? column : { ...column, roomFor: Math.max(kept, WIDEST_TIMES.get(column.id) ?? 0) };
}

function total(layout: Layout): number {
  return layout.reduce((sum, { width }) => sum + width, GAP * (layout.length - 1));
}
