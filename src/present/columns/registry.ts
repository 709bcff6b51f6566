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

/** What a table shows unasked: the usual columns, or all that are worth showing; those for special cases only where a row needs them. */
export function tableColumns(
  rows: readonly Row[],
  context: Context,
  { wide }: { readonly wide: boolean },
): readonly Column[] {
  return COLUMNS.filter(({ shownIn, neededBy, yields }) => {
    if (shownIn === 'none' || (shownIn === 'wide' && !wide)) return false;
    if (shownIn === 'usual' && wide && yields !== true) return true;
    return neededBy === null || rows.some((row) => neededBy(row, context));
  });
}
