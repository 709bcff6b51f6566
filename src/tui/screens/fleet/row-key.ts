import type { Row } from '../../../present/row.ts';
import { type Items, itemsOf } from '../../cursor.ts';

/** What stays the same of a row while everything else of it may change. */
export function rowKey(row: Row): string {
  return row.kind === 'job' ? row.job.id : `host\0${row.host.host}\0${row.host.instance ?? ''}`;
}

export function itemsOfRows(rows: readonly Row[]): Items {
  return itemsOf(rows, rowKey);
}
