import { inChunks } from '../chunks.ts';
import type { Column, Context, Value } from '../columns/column.ts';
import type { Row } from '../row.ts';
import { arrayLines } from './json.ts';
import { jsonText } from './json-text.ts';

/** The raw values of some columns, by the columns' ids: what `--fields` makes of a row for scripts. */
function recordOf(row: Row, columns: readonly Column[], context: Context): Readonly<Record<string, Value>> {
  return Object.fromEntries(columns.map((column) => [column.id, column.value(row, context)]));
}

/** `--json --fields`: an array with one record a line. */
export function recordsJson(rows: Iterable<Row>, columns: readonly Column[], context: Context): Generator<string> {
  return inChunks(endLine(arrayLines(rows, (row) => recordOf(row, columns, context))));
}

/** `--ndjson --fields`. */
export function recordsNdjson(rows: Iterable<Row>, columns: readonly Column[], context: Context): Generator<string> {
  return inChunks(lines(rows, columns, context));
}

function* lines(rows: Iterable<Row>, columns: readonly Column[], context: Context): Generator<string> {
  for (const row of rows) yield `${jsonText(recordOf(row, columns, context))}\n`;
}

function* endLine(pieces: Iterable<string>): Generator<string> {
  yield* pieces;
  yield '\n';
}
