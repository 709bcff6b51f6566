import type { DatabaseOperation } from '../database/operation.ts';
import type { HostDatabase } from './host-facts.ts';

/** The last operation of a database; `null` where nothing of it could be read. */
export function lastOperation(database: HostDatabase | null): DatabaseOperation | null {
  return database?.content.kind === 'read' ? (database.content.state.operations?.at(-1) ?? null) : null;
}

/** A last backup that left no result. */
export function openOperation(database: HostDatabase | null): DatabaseOperation | null {
  const last = lastOperation(database);
  return last !== null &&
    /^backup/i.test(last.description) &&
    (last.state.kind === 'unfinished' || last.state.kind === 'running')
    ? last
    : null;
}
