import type { EpochMs } from '../../domain/time.ts';
import { type SafeText, visible } from '../../text/safe-text.ts';
import { jobAge } from '../ages.ts';
import { alertState } from '../columns/result.ts';
import { type Row, rowHost, rowInstance, rowJob, rowStatus } from '../row.ts';
import { compares } from './comparison.ts';
import { FilterError } from './filter-error.ts';
import { type Glob, matchesGlob } from './glob.ts';
import { parseFilter } from './parse.ts';
import type { Test } from './term.ts';

export type CompiledFilter =
  | { readonly ok: true; matches(row: Row, now: EpochMs): boolean }
  | { readonly ok: false; readonly error: FilterProblem };

/** Why a filter can't be read; all texts are safe to show. */
export interface FilterProblem {
  readonly message: SafeText;
  /** Where in the filter's text the trouble begins, in UTF-16 units from 0. */
  readonly position: number;
  /** What would be right. */
  readonly hint: SafeText;
}

/** Makes a filter's text a test of rows. Never throws; an empty filter takes every row. */
export function compileFilter(filter: string): CompiledFilter {
  try {
    const terms = parseFilter(filter);
    return { ok: true, matches: (row, now) => terms.every(({ test, negated }) => passes(test, row, now) !== negated) };
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    return { ok: false, error: { message: visible(error.message), position: error.position, hint: error.hint } };
  }
}

/** Whether a row satisfies one test of a filter. */
export function passes(test: Test, row: Row, now: EpochMs): boolean {
  const job = rowJob(row);
  switch (test.kind) {
    case 'word':
      return holds(rowHost(row), test.word) || (job !== null && holds(job.path, test.word));
    case 'id':
      return job !== null && matchesGlob(test.glob, job.id);
    case 'glob': {
      const value = globbed(row, test.of);
      return (
        value !== null &&
        test.globs.some((glob) => (test.of === 'path' ? matchesPath(glob, value) : matchesGlob(glob, value)))
      );
    }
    case 'status':
      return test.among.has(rowStatus(row));
    case 'cause':
      return causeCodes(row).some((code) => test.among.has(code));
    case 'alert':
      return test.among.has(alertState(job) ?? 'none');
    case 'number': {
      const value = numberOf(row, test.of, now);
      return test.comparisons.some((comparison) => compares(comparison, value));
    }
  }
}

function holds(text: string, word: string): boolean {
  return text.toLowerCase().includes(word);
}

function globbed(row: Row, of: 'host' | 'path' | 'instance' | 'metric'): string | null {
  if (of === 'host') return rowHost(row);
  if (of === 'instance') return rowInstance(row);
  return rowJob(row)?.[of] ?? null;
}

/** A slash at the end makes no difference: `/srv` and `/srv/` are one folder. */
function matchesPath(glob: Glob, path: string): boolean {
  return matchesGlob(glob, path) || matchesGlob(glob, path.endsWith('/') ? path.slice(0, -1) : `${path}/`);
}

function causeCodes(row: Row) {
  const causes = row.kind === 'job' ? [row.job.cause, ...row.job.otherCauses] : [row.host.cause];
  return causes.flatMap((cause) => cause?.code ?? []);
}

function numberOf(row: Row, of: 'exit' | 'age' | 'duration', now: EpochMs): number | null {
  const job = rowJob(row);
  if (of === 'age') return jobAge(job, now);
  return (of === 'exit' ? job?.lastRun?.exitCode : job?.lastRun?.durationSeconds) ?? null;
}
