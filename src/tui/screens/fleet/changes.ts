import type { Job } from '../../../domain/job.ts';
import type { Snapshot } from '../../../domain/snapshot.ts';
import type { Status } from '../../../domain/status.ts';
import { rowsOf } from '../../../present/row.ts';
import { rowKey } from './row-key.ts';

/** What is different in a row since the last refresh. */
export type Change =
  | { readonly kind: 'new' }
  | { readonly kind: 'status'; readonly was: Status }
  /** It ran again, and is as it was. */
  | { readonly kind: 'run' };

const NONE: ReadonlyMap<string, Change> = new Map();

/** By the row's key; rows without a change are not in it. */
export function changesBetween(previous: Snapshot | null, current: Snapshot): ReadonlyMap<string, Change> {
  if (previous === null || previous === current) return NONE;
  const before = new Map(rowsOf(previous).map((row) => [rowKey(row), row]));
  const changes = new Map<string, Change>();
  for (const row of rowsOf(current)) {
    const key = rowKey(row);
    const old = before.get(key);
    if (old === undefined) changes.set(key, { kind: 'new' });
    else if (row.kind === 'job' && old.kind === 'job') {
      const change = changeOf(old.job, row.job);
      if (change !== null) changes.set(key, change);
    }
  }
  return changes;
}

function changeOf(old: Job, job: Job): Change | null {
  if (old.status !== job.status) return { kind: 'status', was: old.status };
  const startedAt = job.lastRun?.startedAt ?? null;
  return startedAt !== null && startedAt !== (old.lastRun?.startedAt ?? null) ? { kind: 'run' } : null;
}
