import { readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { SCHEMA } from '../../../../src/demo/duplicati-cli/schema.ts';

/** A database as Duplicati makes it, written by a test, also while somebody reads it. Whoever opens one closes it. */
export function openJobDatabase(file: string, { schema = 10 }: { readonly schema?: number } = {}): DatabaseSync {
  const database = writing(file);
  database.exec(schemaOf(schema));
  return database;
}

/** A connection that waits for a reader as Duplicati's does. */
export function writing(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA busy_timeout = 5000');
  return database;
}

/** Later versions add columns that a reader need not know; an upgraded database may spell a table in another way. */
function schemaOf(schema: number): string {
  const numbered = SCHEMA.replace('VALUES (10)', `VALUES (${schema})`);
  if (schema < 12) return numbered;
  const upgraded = numbered
    .replaceAll('"Remotevolume"', '"RemoteVolume"')
    .replace(
      '"DeleteGraceTime" INTEGER NOT NULL',
      '"DeleteGraceTime" INTEGER NOT NULL, "ArchiveTime" INTEGER NOT NULL DEFAULT 0',
    )
    .replace('"Value" TEXT NOT NULL', '"Value" TEXT NOT NULL, "More" TEXT');
  return schema < 17 ? upgraded : `${upgraded} ALTER TABLE "RemoteVolume" ADD COLUMN "LockExpirationTime" INTEGER;`;
}

export const NOON = Date.UTC(2026, 10, 24, 12) / 1000;

/** Rows of a run; `result`: members of its Result that differ from a good one's, `null` for none. */
export function addRun(
  database: DatabaseSync,
  {
    id,
    at,
    description = 'Backup',
    result = {},
  }: {
    readonly id: number;
    /** Unix seconds. */
    readonly at: number;
    readonly description?: string;
    readonly result?: Readonly<Record<string, unknown>> | string | null;
  },
): void {
  database.prepare('INSERT INTO Operation VALUES (?, ?, ?)').run(id, description, at);
  if (result !== null) addResult(database, id, at, result);
}

/** A Result that hangs on an operation, whoever made it. */
export function addResult(
  database: DatabaseSync,
  operationId: number,
  at: number,
  result: Readonly<Record<string, unknown>> | string,
): void {
  const message = typeof result === 'string' ? result : JSON.stringify({ ...goodResult(at), ...result });
  database
    .prepare("INSERT INTO LogData (OperationID, Timestamp, Type, Message) VALUES (?, ?, 'Result', ?)")
    .run(operationId, at + 40, message);
}

function goodResult(at: number) {
  return {
    MainOperation: 'Backup',
    ParsedResult: 'Success',
    BeginTime: new Date(at * 1000 - 300).toISOString(),
    EndTime: new Date(at * 1000 + 40_000).toISOString(),
    Duration: '00:00:40.3000000',
    AddedFiles: 1,
    ModifiedFiles: 2,
    DeletedFiles: 3,
    ExaminedFiles: 10,
    SizeOfExaminedFiles: 1000,
    Warnings: [],
    WarningsActualLength: 0,
    Errors: [],
    ErrorsActualLength: 0,
    BackendStatistics: { BytesUploaded: 2048, FilesUploaded: 3, RetryAttempts: 0, BackupListCount: 1 },
  };
}

/** Operations at the destination, a row each. */
export function addRemote(
  database: DatabaseSync,
  operationId: number,
  at: number,
  name: string,
  data: string | null,
): void {
  database
    .prepare("INSERT INTO RemoteOperation (OperationID, Timestamp, Operation, Path, Data) VALUES (?, ?, 'put', ?, ?)")
    .run(operationId, at, name, data);
}

/** Leaves rubbish where a table begins. */
export function damageTable(file: string, table: string): void {
  const database = new DatabaseSync(file);
  const [page] = database.prepare('SELECT rootpage AS page FROM sqlite_master WHERE name = ?').all(table);
  const [size] = database.prepare('PRAGMA page_size').all();
  database.close();
  const bytes = readFileSync(file);
  bytes.fill(0xff, (Number(page?.page) - 1) * Number(size?.page_size), Number(page?.page) * Number(size?.page_size));
  writeFileSync(file, bytes);
}
