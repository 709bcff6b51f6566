import { isProblem } from '../domain/status.ts';
import type { EpochMs } from '../domain/time.ts';
import { type Column, type Context, compareKeys } from './columns/column.ts';
import { type WrongColumn, wrongColumn } from './columns/fields.ts';
import { columnOf } from './columns/registry.ts';
import { type Row, rowHost, rowRank } from './row.ts';

/** What rows are ordered by, the first that differs decides; never empty. */
export type Order = readonly OrderBy[];
interface OrderBy {
  readonly column: Column;
  readonly descending: boolean;
}
export type ParsedSort =
  | { readonly ok: true; readonly order: Order }
  | { readonly ok: false; readonly error: WrongColumn };

/** Worst first. */
export const USUAL_SORT = 'status';

/** `-age,host` → by age, greatest first, then by host. The words are ids of columns. */
export function parseSort(text: string): ParsedSort {
  const order: OrderBy[] = [];
  for (const word of text.split(',').map((part) => part.trim())) {
    const descending = word.startsWith('-');
    const name = descending ? word.slice(1) : word;
    const column = columnOf(name);
    if (column === null) return { ok: false, error: wrongColumn('sort key', name) };
    order.push({ column, descending });
  }
  return { ok: true, order };
}

/** The text that `parseSort` makes this order of. */
export function formatSort(order: Order): string {
  return order.map(({ column, descending }) => (descending ? '-' : '') + column.id).join(',');
}

/**
 * Sorted rows in a new array. Rows that are alike by `order` stand worst first: by status (a host's fault right before missing jobs),
 * among problems the run that is longest ago first, then by host and path. What is not known comes last in either direction.
 */
export function sortRows(rows: readonly Row[], order: Order, context: Context): readonly Row[] {
  // Keys once for each row, not twice for each comparison.
  const keys = order.map(({ column }) => rows.map((row) => column.sortKey(row, context)));
  const ties = rows.map(tieKeys);
  const compare = (one: number, other: number): number => {
    for (let at = 0; at < order.length; at++) {
      const list = keys[at];
      const decided = compareKeys(list?.[one] ?? null, list?.[other] ?? null, order[at]?.descending ?? false);
      if (decided !== 0) return decided;
    }
    return compareTies(ties[one], ties[other]);
  };
  return rows
    .map((_, at) => at)
    .sort(compare)
    .map((at) => rows[at] as Row);
}

interface TieKeys {
  readonly rank: number;
  readonly startedAt: EpochMs | null;
  readonly host: string;
  readonly path: string;
}

function tieKeys(row: Row): TieKeys {
  const job = row.kind === 'job' ? row.job : null;
  return {
    rank: rowRank(row),
    startedAt: job !== null && isProblem(job.status) ? (job.lastRun?.startedAt ?? null) : null,
    host: rowHost(row),
    path: job?.path ?? '',
  };
}

function compareTies(one: TieKeys | undefined, other: TieKeys | undefined): number {
  if (one === undefined || other === undefined) return 0;
  return (
    one.rank - other.rank ||
    compareKeys(one.startedAt, other.startedAt, false) ||
    compareKeys(one.host, other.host, false) ||
    compareKeys(one.path, other.path, false)
  );
}
