import { displayWidth } from '../../text/width.ts';
import type { Column, Context, TableColumn } from './column.ts';

/** Blank columns between two columns of a table. */
export const GAP = 2;

/** The columns that a table shows, from left to right, and how wide each is. */
export type Layout<Of extends TableColumn<never> = Column> = readonly LaidOutColumn<Of>[];
export interface LaidOutColumn<Of extends TableColumn<never> = Column> {
  readonly column: Of;
  readonly width: number;
}

interface Fitting<Of extends TableColumn<never>> extends LaidOutColumn<Of> {
  width: number;
  readonly natural: number;
  readonly comfort: number;
}

/**
 * Lays columns out for `rows` (a screen gives only the visible ones) in `width` terminal columns. Columns of the wide table, and
 * those that yield, are dropped by priority until the rest is comfortable, the others until the rest fits at its narrowest; the room left over goes to the columns that grow,
 * up to their text. `width` null: as wide as the texts are.
 */
export function layOut<Shown, Of extends TableColumn<Shown>>(
  columns: readonly Of[],
  rows: readonly Shown[],
  context: Context,
  width: number | null,
): Layout<Of> {
  const measured = columns.map((column) => measure(column, rows, context));
  if (width === null) return measured.map(({ column, natural }) => ({ column, width: natural }));
  const fitting = dropUntilFits(measured, width);
  grow(fitting, width - total(fitting.map((one) => one.width)));
  return fitting;
}

function measure<Shown, Of extends TableColumn<Shown>>(
  column: Of,
  rows: readonly Shown[],
  context: Context,
): Fitting<Of> {
  const title = displayWidth(column.title);
  let natural = title;
  for (const row of rows) {
    const wide = displayWidth(column.cell(row, context).text);
    if (wide > natural) natural = wide;
  }
  const { minWidth, comfortWidth } = column;
  const atLeast = (wanted: number) => (column.grow === 0 ? natural : Math.min(natural, Math.max(wanted, title)));
  return { column, natural, comfort: atLeast(Math.max(minWidth, comfortWidth)), width: atLeast(minWidth) };
}

function dropUntilFits<Of extends TableColumn<never>>(
  measured: readonly Fitting<Of>[],
  width: number,
): readonly Fitting<Of>[] {
  const isExtra = ({ column }: Fitting<Of>) => column.yields === true || column.shownIn === 'wide';
  const comfortable = drop(measured, isExtra, (kept) => total(kept.map((one) => one.comfort)) <= width);
  const kept = drop(
    comfortable,
    () => true,
    (some) => some.length === 1 || total(some.map((one) => one.width)) <= width,
  );
  const [only] = kept;
  if (only !== undefined && kept.length === 1) only.width = Math.min(only.width, width);
  return kept;
}

/** Leaves columns that may go out, highest priority number first, until the rest is good. */
function drop<Of extends TableColumn<never>>(
  columns: readonly Fitting<Of>[],
  mayGo: (one: Fitting<Of>) => boolean,
  isGood: (kept: readonly Fitting<Of>[]) => boolean,
): readonly Fitting<Of>[] {
  let kept = columns;
  while (!isGood(kept)) {
    const going = kept.filter(mayGo);
    if (going.length === 0) break;
    const first = going.reduce((one, other) => (other.column.priority > one.column.priority ? other : one));
    kept = kept.filter((one) => one !== first);
  }
  return kept;
}

function grow(columns: readonly Fitting<TableColumn<never>>[], room: number): void {
  let left = room;
  let growing = columns.filter((one) => one.width < one.natural);
  while (left > 0 && growing.length > 0) {
    const shares = growing.reduce((sum, one) => sum + one.column.grow, 0);
    const each = left / shares;
    for (const one of growing) {
      const given = Math.min(left, one.natural - one.width, Math.max(1, Math.floor(each * one.column.grow)));
      one.width += given;
      left -= given;
    }
    growing = growing.filter((one) => one.width < one.natural);
  }
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, GAP * (widths.length - 1));
}
