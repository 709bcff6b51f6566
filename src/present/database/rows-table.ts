import { pad } from '../../text/fit.ts';
import { join } from '../../text/join.ts';
import { type SafeText, say, visible } from '../../text/safe-text.ts';
import { displayWidth } from '../../text/width.ts';
import { type Line, segment } from '../tone.ts';

type Row = Readonly<Record<string, unknown>>;

/** Rows of a SELECT in columns as wide as they need, with their names above; numbers to the right. */
export function rowsTable(rows: readonly Row[]): readonly Line[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = names.map((name) => {
    const title = visible(name);
    const cells = rows.map((row) => cellText(row[name]));
    const width = Math.max(displayWidth(title), ...cells.map(displayWidth));
    const isNumber = rows.every((row) => typeof row[name] === 'number' || row[name] === null);
    return { title, cells, width, align: isNumber ? 'right' : 'left' } as const;
  });
  const line = (textOf: (column: (typeof columns)[number]) => SafeText) =>
    join(
      columns.map((column) => pad(textOf(column), column.width, column.align)),
      say`  `,
    );
  return [
    [
      segment(
        line(({ title }) => title),
        'heading',
      ),
    ],
    ...rows.map((_, at): Line => [segment(line(({ cells }) => cells[at] ?? say``))]),
  ];
}

/** Bytes, which come as `{"blob": "00ff"}`, are written as SQL has them. */
function cellText(value: unknown): SafeText {
  if (value === null || value === undefined) return say`NULL`;
  if (typeof value === 'object' && 'blob' in value) return say`x'${String(value.blob)}'`;
  return visible(String(value));
}
