import { type Row, rowJob, rowStatus } from '../../../present/row.ts';

const FIRST_ROWS = 100;
const SPREAD_ROWS = 400;

/**
 * Rows enough to see how wide the columns must be without looking at all of many: the first, some from everywhere, and one of each status
 * and exit code, whose words are of different lengths.
 */
export function sampleOf(rows: readonly Row[]): readonly Row[] {
  if (rows.length <= FIRST_ROWS + SPREAD_ROWS) return rows;
  const sample = new Set(rows.slice(0, FIRST_ROWS));
  const stride = rows.length / SPREAD_ROWS;
  for (let at = FIRST_ROWS; at < rows.length; at += stride) {
    const row = rows[Math.floor(at)];
    if (row !== undefined) sample.add(row);
  }
  const seen = new Set<string | number>();
  for (const row of rows) {
    for (const word of [rowStatus(row), rowJob(row)?.lastRun?.exitCode]) {
      if (word === undefined || word === null || seen.has(word)) continue;
      seen.add(word);
      sample.add(row);
    }
  }
  return [...sample];
}
