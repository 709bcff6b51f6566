import { visible } from '../../text/safe-text.ts';
import { inChunks } from '../chunks.ts';
import type { Column, Context, Value } from '../columns/column.ts';
import type { Row } from '../row.ts';

const NEEDS_QUOTES = /[",]|^ | $/;
/** A spreadsheet runs a cell that begins so as a formula; quotes do not keep it from that. */
const FORMULA_START = /^[=+\-@]/;
const QUOTES = /"/g;
const LIST_SEPARATOR = '; ';

/**
 * CSV as RFC 4180 has it: a first line with the columns' ids, lines end in CR LF, what is not known is an empty field, lists are joined with
 * `; `. For people and spreadsheets: control characters are made visible, and text that a spreadsheet would run as a formula gets a `'` before
 * it. JSON and NDJSON have every value exactly.
 */
export function rowsCsv(rows: Iterable<Row>, columns: readonly Column[], context: Context): Generator<string> {
  return inChunks(lines(rows, columns, context));
}

function* lines(rows: Iterable<Row>, columns: readonly Column[], context: Context): Generator<string> {
  yield record(columns.map((column) => column.id));
  for (const row of rows) yield record(columns.map((column) => column.value(row, context)));
}

function record(values: readonly Value[]): string {
  return `${values.map(csvField).join(',')}\r\n`;
}

function csvField(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const shown = visible(typeof value === 'string' ? value : value.join(LIST_SEPARATOR));
  const text = FORMULA_START.test(shown) ? `'${shown}` : shown;
  return NEEDS_QUOTES.test(text) ? `"${text.replace(QUOTES, '""')}"` : text;
}
