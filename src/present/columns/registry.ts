import type { Row } from '../row.ts';
import type { Column, Context } from './column.ts';
import { dbPath, host, id, instance, metric, path, pathExact, status } from './identity.ts';
import { declared, rules, seen, source, stale } from './origin.ts';
import { alert, cause, exit, message, next, outcome } from './result.ts';
import { age, duration, maxAge, median, nextRun, nextRunFrom, schedule, started, success } from './timing.ts';
import { failingSince, failures, spread, trend } from './trend.ts';

/** All columns, in the order in which a table shows them. */
export const COLUMNS: readonly Column[] = [
  status,
  host,
  path,
  age,
  started,
  duration,
  median,
  spread,
  exit,
  trend,
  failures,
  success,
  maxAge,
  alert,
  schedule,
  nextRun,
  seen,
  instance,
  rules,
  declared,
  cause,
  message,
  next,
  id,
  pathExact,
  outcome,
  metric,
  dbPath,
  source,
  stale,
  nextRunFrom,
  failingSince,
];

const BY_ID = new Map(COLUMNS.map((column) => [column.id, column]));

/** `null` for an id that no column has. */
export function columnOf(columnId: string): Column | null {
  return BY_ID.get(columnId) ?? null;
}

/**
 * What a table shows unasked: the usual columns, or all that are worth showing; those for special cases only where a row needs them. `without`:
 * ids of columns that are known not to be needed.
 */
export function tableColumns(
  rows: readonly Row[],
  context: Context,
  { wide, without = [] }: { readonly wide: boolean; readonly without?: readonly string[] },
): readonly Column[] {
  return COLUMNS.filter(({ id: columnId, shownIn, neededBy }) => {
    if (without.includes(columnId)) return false;
    if (shownIn === 'none' || (shownIn === 'wide' && !wide)) return false;
    return neededBy === null || rows.some((row) => neededBy(row, context));
  });
}
