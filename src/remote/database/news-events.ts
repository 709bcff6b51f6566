import type { DatabaseEvent } from '../../domain/database/database-event.ts';
import { type DatabaseOperation, type OperationRow, sortResults } from '../../domain/database/operation.ts';
import type { News } from './poll-database.ts';
import type { JoinedResult } from './rows.ts';

/** What became of the operation that is watched, and what there is to tell, in the order in which it happened. */
export interface Told {
  readonly events: readonly DatabaseEvent[];
  /** The newest operation, while nobody knows how it went. */
  readonly open: OperationRow | null;
}

/** Puts new rows in order: what belongs to the operation that is watched, then each new one with what belongs to it, then the rest. */
export function eventsOf({ operations, results, remote }: News, open: OperationRow | null): Told {
  const events: DatabaseEvent[] = [];
  let watched = open;
  const tell = (isOf: (row: { readonly operationId: number }) => boolean) => {
    for (const each of remote.filter(isOf)) events.push({ type: 'remote', remote: each });
    for (const result of results.filter(isOf)) {
      for (const operation of endings(result)) {
        events.push({ type: 'ended', operation });
        if (operation.id !== null && operation.id === watched?.id) watched = null;
      }
    }
  };
  if (open !== null) tell(({ operationId }) => operationId === open.id);
  for (const row of operations) {
    if (watched !== null) events.push({ type: 'ended', operation: { ...watched, state: { kind: 'unfinished' } } });
    watched = row;
    events.push({ type: 'begun', operation: { ...row, state: { kind: 'running', evidence: 'activity' } } });
    tell(({ operationId }) => operationId === row.id);
  }
  const known = new Set([open?.id, ...operations.map(({ id }) => id)]);
  tell(({ operationId }) => !known.has(operationId));
  return { events, open: watched };
}

/** The operation that a result is of: the one that its row names, or one without a row. */
function endings(result: JoinedResult): readonly DatabaseOperation[] {
  const row = result.operation ?? { id: result.operationId, description: '', startedAt: result.writtenAt ?? 0 };
  const { own, others } = sortResults(row, [result]);
  return own === null ? others : [{ ...row, state: own }];
}
