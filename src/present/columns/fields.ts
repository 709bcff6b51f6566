import { nearest } from '../../text/nearest.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import type { Column } from './column.ts';
import { COLUMNS, columnOf } from './registry.ts';

/** A word that names no column: what was wrong, and what there is. Both texts are safe to show. */
export interface WrongColumn {
  readonly message: SafeText;
  readonly hint: SafeText;
}
export type PickedColumns =
  | { readonly ok: true; readonly columns: readonly Column[] }
  | { readonly ok: false; readonly error: WrongColumn };

/** `status,host,age` of `--fields` → these columns in this order. */
export function pickColumns(list: string): PickedColumns {
  const columns: Column[] = [];
  for (const name of list.split(',').map((word) => word.trim())) {
    const column = columnOf(name);
    if (column === null) return { ok: false, error: wrongColumn('field', name) };
    columns.push(column);
  }
  return { ok: true, columns };
}

/** Says that there is no such field or sort key, which one is near, and lists all. */
export function wrongColumn(what: 'field' | 'sort key', name: string): WrongColumn {
  const ids = COLUMNS.map((column) => column.id);
  const near = nearest(name, ids);
  return {
    message: name === '' ? say`a ${what} is empty` : say`there is no ${what} "${name}"`,
    hint: say`${near === null ? '' : `did you mean ${near}? `}Valid: ${ids.join(', ')}`,
  };
}
