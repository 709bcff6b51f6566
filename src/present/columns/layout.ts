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

/** How wide a column may be, from the narrowest to the widest. */
interface Measured<Of extends TableColumn<never>> {
  readonly column: Of;
  readonly narrowest: number;
  /** What it needs beside the others to be there at all. One that does not grow has room for its text then, and may lend that to others. */
  readonly least: number;
  /** What it must not be cut below for the sake of columns that yield. */
  readonly readable: number;
  readonly comfort: number;
  readonly natural: number;
}

interface Fitting<Of extends TableColumn<never>> extends Measured<Of> {
  width: number;
}

/**
 * Lays columns out for `rows` (a screen gives only the visible ones) in `width` terminal columns. Columns of the wide table, and
 * those that yield to comfort, are dropped by priority until the rest is comfortable; those that yield to reading until the rest can be read;
 * the others until the rest fits at its narrowest. The room left over goes first to what is less than readable, then to what stands in short
 * for its text, then to the columns that grow, up to their text. `width` null: as wide as the texts are.
 */
export function layOut<Shown, Of extends TableColumn<Shown>>(
  columns: readonly Of[],
  rows: readonly Shown[],
  context: Context,
  width: number | null,
): Layout<Of> {
  const measured = columns.map((column) => measure(column, rows, context));
  if (width === null) return measured.map(({ column, natural }) => ({ column, width: natural }));
  const fitting = fittingOf(measured, width).map((one): Fitting<Of> => ({ ...one, width: one.narrowest }));
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) only.width = Math.min(only.width, width);
  grow(fitting, 'readable', width);
  lengthen(fitting, width);
  grow(fitting, 'natural', width);
  return fitting.map((one) => ({ column: one.column, width: one.width }));
}

/** The narrowest width from `from` on in which a column has a place that `isWanted`; `null` where none has in any width. */
export function widthWith<Shown, Of extends TableColumn<Shown>>(
  columns: readonly Of[],
  rows: readonly Shown[],
  context: Context,
  { from, isWanted }: { readonly from: number; readonly isWanted: (column: Of) => boolean },
): number | null {
  const measured = columns.map((column) => measure(column, rows, context));
  if (!columns.some(isWanted)) return null;
  let width = from;
  while (!fittingOf(measured, width).some(({ column }) => isWanted(column))) width += 1;
  return width;
}

function measure<Shown, Of extends TableColumn<Shown>>(
  column: Of,
  rows: readonly Shown[],
  context: Context,
): Measured<Of> {
  const { minWidth, comfortWidth, roomFor = 0, brief } = column;
  const title = displayWidth(column.title);
  const texts = widest(rows, (row) => column.cell(row, context).text);
  const natural = Math.max(title, texts, roomFor);
  const short = brief === null ? natural : Math.min(natural, Math.max(title, widest(rows, brief)));
  if (column.grow === 0) {
    return { column, narrowest: short, least: natural, readable: short, comfort: natural, natural };
  }
  const atLeast = (wanted: number) => Math.min(natural, Math.max(wanted, title));
  const comfort = atLeast(Math.max(minWidth, comfortWidth));
  const least = atLeast(minWidth);
  const readable = brief === null ? comfort : Math.max(least, short);
  return { column, narrowest: least, least, readable, comfort, natural };
}

function widest<Shown>(rows: readonly Shown[], textOf: (row: Shown) => string): number {
  let width = 0;
  for (const row of rows) width = Math.max(width, displayWidth(textOf(row)));
  return width;
}

function fittingOf<Of extends TableColumn<never>>(
  measured: readonly Measured<Of>[],
  width: number,
): readonly Measured<Of>[] {
  const isExtra = ({ column }: Measured<Of>) => column.yields === 'comfort' || column.shownIn === 'wide';
  const isLesser = ({ column }: Measured<Of>) => column.yields === 'reading';
  const fits = (size: 'comfort' | 'readable' | 'least') => (kept: readonly Measured<Of>[]) =>
    kept.length === 1 || total(kept.map((one) => one[size])) <= width;
  const comfortable = drop(measured, isExtra, fits('comfort'));
  const readable = drop(comfortable, isLesser, fits('readable'));
  return drop(readable, () => true, fits('least'));
}

/** Leaves columns that may go out, highest priority number first, until the rest is good. */
function drop<Of extends TableColumn<never>>(
  columns: readonly Measured<Of>[],
  mayGo: (one: Measured<Of>) => boolean,
  isGood: (kept: readonly Measured<Of>[]) => boolean,
): readonly Measured<Of>[] {
  let kept = columns;
  while (!isGood(kept)) {
    const going = kept.filter(mayGo);
    if (going.length === 0) break;
    const first = going.reduce((one, other) => (other.column.priority > one.column.priority ? other : one));
    kept = kept.filter((one) => one !== first);
  }
  return kept;
}

/** Shares the room among the columns that grow, none of them beyond `size`. */
function grow(columns: readonly Fitting<TableColumn<never>>[], size: 'readable' | 'natural', width: number): void {
  let left = roomIn(columns, width);
  const isGrowing = (one: Fitting<TableColumn<never>>) => one.column.grow > 0 && one.width < one[size];
  let growing = columns.filter(isGrowing);
  while (left > 0 && growing.length > 0) {
    const shares = growing.reduce((sum, one) => sum + one.column.grow, 0);
    const each = left / shares;
    for (const one of growing) {
      const given = Math.min(left, one[size] - one.width, Math.max(1, Math.floor(each * one.column.grow)));
      one.width += given;
      left -= given;
    }
    growing = growing.filter(isGrowing);
  }
}

/** Columns that do not grow have their whole texts where there is room for all of them, the most worth first. */
function lengthen(columns: readonly Fitting<TableColumn<never>>[], width: number): void {
  const short = columns.filter((one) => one.column.grow === 0 && one.width < one.natural);
  for (const one of short.toSorted((some, other) => some.column.priority - other.column.priority)) {
    if (one.natural - one.width <= roomIn(columns, width)) one.width = one.natural;
  }
}

function roomIn(columns: readonly Fitting<TableColumn<never>>[], width: number): number {
  return width - total(columns.map((one) => one.width));
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, GAP * (widths.length - 1));
}
