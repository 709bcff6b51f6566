import { type BackupVersion, type DatabaseState, NEWEST_SCHEMA } from '../../domain/database/database-state.ts';
import { operationsWith, type SignsOfLife } from '../../domain/database/operation.ts';
import type { EpochMs } from '../../domain/time.ts';
import { bashText } from '../../text/bash-text.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import type { Answer, DatabaseFile, Row, SelectOutcome } from './answer.ts';
import { DatabaseError } from './database-error.ts';
import { idsIn, type LastIds } from './poll-database.ts';
import { type Database, queryDatabase } from './query.ts';
import { leftoverRows, moment, operationRows, remoteRows, resultRows, volumeRows, wholeNumber } from './rows.ts';
import * as select from './selects.ts';

export interface ReadOptions {
  /** How many operations, operations at the destination, and versions. */
  readonly count: number;
  /** Our own clock, for a host that does not tell its. */
  readonly now: EpochMs;
  readonly signal?: AbortSignal | undefined;
}

export interface ReadDatabase {
  readonly state: DatabaseState;
  readonly lastIds: LastIds;
  readonly file: DatabaseFile;
}

/** Duplicati's own tables, of which a database must have all that are read. */
const WANTED_TABLES = 5;

/**
 * Reads all that is shown of a database, in one round trip. What is damaged is left out and told in `unread`, as long as anything can be read.
 * @throws DatabaseError, RemoteError
 */
export async function readDatabase(database: Database, { count, now, signal }: ReadOptions): Promise<ReadDatabase> {
  const answer = await queryDatabase(database, selectsFor(count), { signal, findProcess: true });
  return databaseFrom(database.file, answer, now);
}

/** What an answer to `selectsFor` says. @throws DatabaseError */
export function databaseFrom(databaseFile: string, { file, outcomes }: Answer, now: EpochMs): ReadDatabase {
  const parts = new Parts(databaseFile, outcomes ?? []);
  parts.refuseOthers();
  const lastIds = idsIn(parts.rows('ids', 'row numbers'));
  const host = file.now ?? now;
  const rows = operationRows(parts.rows('operations', 'operations'));
  const results = resultRows(parts.rows('results', 'results'));
  const schema = wholeNumber(parts.rows('schema', 'schema version')[0]?.Version);
  const [versions] = parts.rows('versions', 'number of versions');
  const state: DatabaseState = {
    file: databaseFile,
    size: file.size,
    modifiedAt: file.modifiedAt,
    readAs: file.readAs,
    engine: file.engine ?? '',
    schema,
    schemaIsNew: schema !== null && schema > NEWEST_SCHEMA,
    now: host,
    operations: operationsWith(rows, results, signsIn(file, host)),
    remote: remoteRows(parts.rows('remote', 'remote operations')),
    volumes: volumeRows(parts.rows('volumes', 'remote volumes')),
    leftovers: leftoverRows(parts.rows('leftovers', 'files of runs that were cut off')),
    versions: {
      count: wholeNumber(versions?.Complete) ?? 0,
      incomplete: wholeNumber(versions?.Incomplete) ?? 0,
      oldestAt: moment(versions?.OldestAt),
      newest: parts.rows('newestVersions', 'versions').flatMap(versionIn),
    },
    unread: parts.unread,
  };
  parts.refuseUnreadable();
  return { state, lastIds, file };
}

/** Whether anything works on the database, as far as its file tells. */
export function signsIn({ inUse, modifiedAt }: DatabaseFile, now: EpochMs): SignsOfLife {
  return { process: inUse, quietSeconds: modifiedAt === null ? null : Math.max(0, now - modifiedAt) / 1000 };
}

const PARTS = [
  'tables',
  'schema',
  'ids',
  'operations',
  'results',
  'remote',
  'volumes',
  'leftovers',
  'versions',
  'newestVersions',
] as const;
type Part = (typeof PARTS)[number];

/** The SELECTs for all that is shown. */
export function selectsFor(count: number): readonly string[] {
  const selects: Readonly<Record<Part, string>> = {
    tables: select.TABLES,
    schema: select.SCHEMA,
    ids: select.LAST_IDS,
    operations: select.lastOperations(count),
    results: select.lastResults(count),
    remote: select.lastRemote(count),
    volumes: select.VOLUMES,
    leftovers: select.leftovers(count),
    versions: select.VERSIONS,
    newestVersions: select.newestVersions(count),
  };
  return PARTS.map((part) => selects[part]);
}

/** The answers by part; one that failed is told once, with what it was. */
class Parts {
  readonly #file: string;
  readonly #outcomes: readonly SelectOutcome[];
  readonly #unread: SafeText[] = [];
  #anyRead = false;
  #firstError: DatabaseError | null = null;

  constructor(file: string, outcomes: readonly SelectOutcome[]) {
    this.#file = file;
    this.#outcomes = outcomes;
  }

  get unread(): readonly SafeText[] {
    return this.#unread;
  }

  rows(part: Part, shown: string): readonly Row[] {
    const { rows, error } = this.#outcome(part);
    if (error === null || rows.length > 0) this.#anyRead = true;
    if (error !== null) {
      this.#firstError ??= error;
      this.#unread.push(say`${shown}${rows.length > 0 ? ' (not all)' : ''}: ${error.message}`);
    }
    return rows;
  }

  /** @throws DatabaseError for a file of SQLite that is not Duplicati's, or none at all */
  refuseOthers(): void {
    const { rows, error } = this.#outcome('tables');
    if (error !== null && error.kind !== 'damaged' && error.kind !== 'too-long') throw error;
    const tables = wholeNumber(rows[0]?.Tables);
    if (tables === null || tables === WANTED_TABLES) return;
    const shown = bashText(this.#file);
    throw tables === 0
      ? new DatabaseError('not-duplicati', this.#file, say`${shown} is an SQLite database, but not one of Duplicati`)
      : new DatabaseError(
          'not-duplicati',
          this.#file,
          say`${shown} has only ${tables} of the ${WANTED_TABLES} tables that every version of Duplicati makes`,
          say`a run may have been cut off while it made them, or the database is one of the server and not of a job`,
        );
  }

  /** @throws DatabaseError where no part could be read */
  refuseUnreadable(): void {
    if (!this.#anyRead && this.#firstError !== null) throw this.#firstError;
  }

  #outcome(part: Part): SelectOutcome {
    return this.#outcomes[PARTS.indexOf(part)] ?? { rows: [], error: null };
  }
}

function versionIn(row: Row): readonly BackupVersion[] {
  const at = moment(row.Timestamp);
  return at === null ? [] : [{ at, complete: row.Complete === 1 }];
}
