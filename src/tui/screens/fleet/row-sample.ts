import { type Row, rowCause, rowJob, rowStatus } from '../../../present/row.ts';

const FIRST_ROWS = 100;
const SPREAD_ROWS = 400;

/**
 * Rows enough to see how wide the columns must be without looking at all of many: the first, some from everywhere, and one of each status,
 * exit code and cause, whose words are of different lengths.
 */
export function sampleOf(rows: readonly Row[]): readonly Row[] {
  if (rows.length <= FIRST_ROWS + SPREAD_ROWS) return rows;
  const sample = new Set(rows.slice(0, FIRST_ROWS));
  const stride = rows.length / SPREAD_ROWS;
  for (let at = FIRST_ROWS; at < rows.length; at += stride) {
    const row = rows[Math.floor(at)];
    if (row !== undefined) sample.add(row);
  }
  const statuses = new Set<string>();
  const exitCodes = new Set<number | null>();
  const causes = new Set<string | null>();
  for (const row of rows) {
    const exitCode = rowJob(row)?.lastRun?.exitCode ?? null;
    const cause = rowCause(row)?.code ?? null;
    const isKnown = statuses.has(rowStatus(row)) && exitCodes.has(exitCode) && causes.has(cause);
    if (isKnown) continue;
    statuses.add(rowStatus(row));
    exitCodes.add(exitCode);
    causes.add(cause);
    sample.add(row);
  }
  return [...sample];
}
