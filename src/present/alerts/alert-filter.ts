import type { EpochMs } from '../../domain/time.ts';
import { passes } from '../filter/compile.ts';
import { parseFilter } from '../filter/parse.ts';
import type { Test } from '../filter/term.ts';
import type { AlertRow } from './alert-row.ts';

/**
 * The alerts that a filter lets through: each term must hold for the alert itself (words in its name and labels, `alert:firing`), or for one
 * of its jobs. @throws FilterError for a text that is no filter
 */
export function filterAlerts(rows: readonly AlertRow[], filter: string, now: EpochMs): readonly AlertRow[] {
  const terms = parseFilter(filter);
  return rows.filter((row) => terms.every(({ test, negated }) => holds(row, test, now) !== negated));
}

function holds({ alert, jobs }: AlertRow, test: Test, now: EpochMs): boolean {
  if (test.kind === 'alert') return test.among.has(alert.state);
  const words = [alert.name, ...Object.values(alert.labels)];
  if (test.kind === 'word' && words.some((text) => text.toLowerCase().includes(test.word))) return true;
  return jobs.some((job) => passes(test, { kind: 'job', job }, now));
}
