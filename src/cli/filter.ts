import type { Snapshot } from '../domain/snapshot.ts';
import { type CompiledFilter, compileFilter } from '../present/filter/compile.ts';
import { type Row, rowsOf } from '../present/row.ts';
import { say } from '../text/safe-text.ts';
import { wrongUse } from './failure.ts';

export type Filter = CompiledFilter & { readonly ok: true };

export function matchingRows(snapshot: Snapshot, filter: Filter): readonly Row[] {
  return rowsOf(snapshot).filter((row) => filter.matches(row, snapshot.generatedAt));
}

/** @throws Failure for a filter that can't be read */
export function filterOf(words: readonly string[]): Filter {
  // Each word of the shell is one term; a word with blanks in it was quoted for the shell, not for us.
  const filter = compileFilter(words.join(' '));
  if (filter.ok) return filter;
  throw wrongUse(say`filter: ${filter.error.message}`, say`${filter.error.hint}`);
}
