import type { OperationRow } from '../../domain/database/operation.ts';
import type { RemoteOperation, VolumeCount } from '../../domain/database/remote-operation.ts';
import type { DatabaseFile, Row } from './answer.ts';
import { type Database, type QueryOptions, queryDatabase, rowsOf } from './query.ts';
import { type JoinedResult, operationRows, remoteRows, resultRows, volumeRows, wholeNumber } from './rows.ts';
import * as select from './selects.ts';

/** The highest row numbers that were seen. */
export interface LastIds {
  readonly operation: number;
  readonly result: number;
  readonly remote: number;
}

/** What has come into a database since the rows that were last seen. */
export interface Poll {
  readonly file: DatabaseFile;
  /** `null`: nothing has changed. */
  readonly news: News | null;
}

export interface News {
  /** Of all rows that there are. */
  readonly highest: LastIds;
  /** Where to go on. */
  readonly next: LastIds;
  /** Whether there is more than one poll takes. */
  readonly more: boolean;
  readonly operations: readonly OperationRow[];
  readonly results: readonly JoinedResult[];
  readonly remote: readonly RemoteOperation[];
  /** Files of the newest operation. */
  readonly volumes: readonly VolumeCount[];
}

/** @throws DatabaseError, RemoteError */
export async function pollDatabase(database: Database, last: LastIds, options: QueryOptions): Promise<Poll> {
  const { file, outcomes } = await queryDatabase(database, selectsAfter(last), options);
  if (outcomes === null) return { file, news: null };
  const [ids = [], remoteFound = [], resultsFound = [], operationsFound = [], volumes = []] = outcomes.map(rowsOf);
  const highest = idsIn(ids);
  const remote = remoteRows(remoteFound);
  const results = resultRows(resultsFound);
  const operations = operationRows(operationsFound);
  const found = [operationsFound, resultsFound, remoteFound];
  return {
    file,
    news: {
      highest,
      next: {
        operation: nextAfter(operationsFound, highest.operation),
        result: nextAfter(resultsFound, highest.result),
        remote: nextAfter(remoteFound, highest.remote),
      },
      more: found.some(({ length }) => length === select.POLLED_ROWS),
      operations,
      results,
      remote,
      volumes: volumeRows(volumes),
    },
  };
}

export function idsIn([row]: readonly Row[]): LastIds {
  return {
    operation: wholeNumber(row?.Operation) ?? 0,
    result: wholeNumber(row?.Result) ?? 0,
    remote: wholeNumber(row?.Remote) ?? 0,
  };
}

/** An operation's row is there before any that names it: asked for last, none that is named is missing. */
function selectsAfter({ operation, result, remote }: LastIds): readonly string[] {
  return [
    select.LAST_IDS,
    select.remoteAfter(remote),
    select.resultsAfter(result),
    select.operationsAfter(operation),
    select.NEWEST_VOLUMES,
  ];
}

/** Behind the last row of what was cut to a number of rows; else behind all that there are. */
function nextAfter(rows: readonly Row[], highest: number): number {
  const last = wholeNumber(rows.at(-1)?.ID) ?? 0;
  return rows.length === select.POLLED_ROWS ? last : Math.max(highest, last);
}
