import type { EpochMs } from '../../domain/time.ts';
import type { Align, Cut } from '../../text/fit.ts';
import { type SafeText, visible } from '../../text/safe-text.ts';
import type { Row } from '../row.ts';
import type { Segment, Tone } from '../tone.ts';

export interface Context {
  readonly now: EpochMs;
  /** Only ASCII in what duptop adds; values from outside stay as they are. */
  readonly ascii: boolean;
  /** It is read out: without pictures that are drawn with characters. */
  readonly spoken?: boolean;
}

/** What scripts get: exact, and `null` where it is not known. Lengths of time in seconds, moments in ISO 8601. */
export type Value = string | number | boolean | null | readonly string[];
/** What rows are ordered by; `null` comes last either way. */
export type SortKey = string | number | null;

/** What a table needs to show one property of what stands in its rows. */
export interface TableColumn<Shown> {
  readonly id: string;
  /** Heading in the table. */
  readonly title: string;
  readonly align: Align;
  /** Where it gives way when the text is too long. */
  readonly cut: Cut;
  /** The highest is dropped first from a table that does not fit. */
  readonly priority: number;
  /** How narrow it may become, in columns; one with `grow` 0 is as wide as its text, or as what stands for that. */
  readonly minWidth: number;
  /** How wide it must be able to become, if that is more, before columns of the wide table get any room. */
  readonly comfortWidth: number;
  /** Its share of the room that is left over, up to the width of its text. */
  readonly grow: number;
  /** It goes before columns of the usual table have to become less than comfortable, or before one of them is cut where it must not be. */
  readonly yields?: 'comfort' | 'reading';
  /** It is at least so wide where it has all its room: for texts that are still to come. */
  readonly roomFor?: number;
  /** Which table shows it unasked: the usual one, the wide one, or none. */
  readonly shownIn: 'usual' | 'wide' | 'none';
  cell(row: Shown, context: Context): Segment;
  /** What stands for a cell's text where only the beginning of that would fit. */
  readonly brief: ((row: Shown) => SafeText) | null;
}

/** One property of a row, for the table, the terminal, CSV, NDJSON and `--fields` alike. */
export interface Column extends TableColumn<Row> {
  /** For `--help`, without a full stop. */
  readonly description: string;
  /** Whether a row needs the column; where it is given and no row does, the tables that were not asked for the column go without. */
  readonly neededBy: ((row: Row, context: Context) => boolean) | null;
  value(row: Row, context: Context): Value;
  sortKey(row: Row, context: Context): SortKey;
}

/** What a column must say itself; the rest has a usual value. */
export type ColumnSpec = Pick<Column, 'id' | 'title' | 'description' | 'priority' | 'value' | 'cell'> & Partial<Column>;

export function column(spec: ColumnSpec): Column {
  return {
    align: 'left',
    cut: 'end',
    minWidth: 0,
    comfortWidth: 0,
    grow: 0,
    brief: null,
    shownIn: 'usual',
    neededBy: null,
    sortKey: (row, context) => keyOf(spec.value(row, context)),
    ...spec,
  };
}

/** A column that shows its value as it is, made safe. */
export function textColumn({ text, tone, ...spec }: Omit<ColumnSpec, 'value' | 'cell'> & TextSource): Column {
  return column({
    ...spec,
    value: text,
    cell: (row, context) => {
      const value = text(row);
      return value === null ? unknownCell(context) : { text: visible(value), tone };
    },
  });
}

interface TextSource {
  text(row: Row): string | null;
  readonly tone: Tone;
}

/** Smaller first; `null` last whatever the direction. Texts by code unit, so that the order is the same everywhere. */
export function compareKeys(one: SortKey, other: SortKey, descending: boolean): number {
  if (one === other) return 0;
  if (one === null) return 1;
  if (other === null) return -1;
  const order = one < other ? -1 : 1;
  return descending ? -order : order;
}

/** The cell of a value that is not known. */
export function unknownCell({ ascii }: Context): Segment {
  return ascii ? UNKNOWN_ASCII : UNKNOWN;
}

export const EMPTY_CELL: Segment = { text: '' as SafeText, tone: 'plain' };
const UNKNOWN: Segment = { text: '—' as SafeText, tone: 'muted' };
const UNKNOWN_ASCII: Segment = { text: '-' as SafeText, tone: 'muted' };

function keyOf(value: Value): SortKey {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'object' && value !== null ? value.join(', ') : value;
}
