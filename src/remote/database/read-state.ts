import {
  type BackupVersion,
  type DatabaseState,
  NEWEST_SCHEMA,
  type UnreadPart,
} from '../../domain/database/database-state.ts';
import { operationsWith, type SignsOfLife } from '../../domain/database/operation.ts';
import type { EpochMs } from '../../domain/time.ts';
import { bashText } from '../../text/bash-text.ts';
import { type SafeText, say, visible } from '../../text/safe-text.ts';
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
  /** `null` where they can't be read. */
  readonly lastIds: LastIds | null;
  readonly file: DatabaseFile;
}

/** Duplicati's own tables, of which a database must have all that are read. */
const WANTED_TABLES = 5;

/**
 * Reads all that is shown of a database, in one round trip. What can't be read is left out and told in `unread`, as long as anything can be; a
 * lock is no such thing: it is over in a moment.
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
  const ids = parts.rows('ids', say`row numbers`);
  const host = file.now ?? now;
  const rows = parts.rows('operations', say`operations`);
  const results = resultRows(parts.rows('results', say`results`) ?? []);
  const schema = wholeNumber(parts.rows('schema', say`schema version`)?.[0]?.Version);
  const versions = parts.rows('versions', say`number of versions`)?.[0];
  const state: DatabaseState = {
    file: databaseFile,
    size: file.size,
    modifiedAt: file.modifiedAt,
    readAs: file.readAs,
    engine: file.engine ?? '',
    schema,
    schemaIsNew: schema !== null && schema > NEWEST_SCHEMA,
    now: host,
    operations:
      rows &&
      operationsWith(operationRows(rows), results, signsIn(file, host), { resultsWhole: parts.isWhole('results') }),
    remote: mapped(parts.rows('remote', say`remote operations`), remoteRows),
    volumes: mapped(parts.rows('volumes', say`remote volumes`), volumeRows),
    leftovers: mapped(parts.rows('leftovers', say`files of runs that were cut off`), leftoverRows),
    versions: {
      count: wholeNumber(versions?.Complete),
      incomplete: wholeNumber(versions?.Incomplete),
      oldestAt: moment(versions?.OldestAt),
      newest: mapped(parts.rows('newestVersions', say`dates of versions`), (found) => found.flatMap(versionIn)),
    },
    unread: parts.unread,
  };
  parts.refuseUnreadable();
  return { state, lastIds: mapped(ids, idsIn), file };
}

function mapped<Value>(rows: readonly Row[] | null, map: (rows: readonly Row[]) => Value): Value | null {
  return rows === null ? null : map(rows);
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
  readonly #unread: UnreadPart[] = [];
  #anyRead = false;
  #firstError: DatabaseError | null = null;

  constructor(file: string, outcomes: readonly SelectOutcome[]) {
    this.#file = file;
    this.#outcomes = outcomes;
  }

  get unread(): readonly UnreadPart[] {
    return this.#unread;
  }

  /** As many as came; `null` where none did for an error. @throws DatabaseError for a lock */
  rows(part: Part, what: SafeText): readonly Row[] | null {
    const { rows, error } = this.#outcome(part);
    if (error === null) {
      this.#anyRead = true;
      return rows;
    }
    if (error.kind === 'locked') throw error;
    const partly = rows.length > 0;
    this.#anyRead ||= partly;
    this.#firstError ??= error;
    const { message, hint, kind } = error;
    this.#unread.push({ what, partly, why: visible(message), hint, isDamage: kind === 'damaged' });
    return partly ? rows : null;
  }

  isWhole(part: Part): boolean {
    return this.#outcome(part).error === null;
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
