import { chmodSync, existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { SCHEMA } from './schema.ts';
import type { RunScript } from './script.ts';
import type { World } from './world.ts';

/** A file at the destination. */
export interface Volume {
  readonly id: number;
  readonly name: string;
  readonly type: 'Files' | 'Blocks' | 'Index';
  readonly size: number;
  readonly hash: string;
}

const DAY_SECONDS = 86_400;
const KEPT_SECONDS = 30 * DAY_SECONDS;

/** The database of a job, written as a run of duplicati-cli writes it: short transactions, times in whole seconds. */
export class JobDatabase {
  readonly #connection: DatabaseSync;
  readonly #now: World['now'];

  /** Made where there is none, for its owner alone. @throws Error as SQLite says it: locked, damaged, no permission */
  constructor(file: string, { journal, busyMs }: Pick<RunScript, 'journal' | 'busyMs'>, now: World['now']) {
    this.#now = now;
    const isNew = !existsSync(file);
    this.#connection = new DatabaseSync(file);
    this.#connection.exec(`PRAGMA busy_timeout = ${busyMs}`);
    if (isNew) chmodSync(file, 0o600);
    this.#connection.exec(`PRAGMA journal_mode = ${journal}`);
    // Nobody else sees a past that is being made up, and it is made in one go.
    if (journal === 'memory') this.#connection.exec('PRAGMA synchronous = OFF');
    if (isNew) this.#connection.exec(`BEGIN IMMEDIATE; ${SCHEMA} COMMIT`);
  }

  close(): void {
    this.#connection.close();
  }

  /** One transaction; taken back as a whole when anything of it fails. */
  commit(write: () => void): void {
    this.#connection.exec('BEGIN IMMEDIATE');
    try {
      write();
      this.#connection.exec('COMMIT');
    } catch (error) {
      this.#connection.exec('ROLLBACK');
      throw error;
    }
  }

  begin(description: string): number {
    return this.#insert('INSERT INTO Operation (Description, Timestamp) VALUES (?, ?)', description, this.#seconds());
  }

  remote(operationId: number, operation: 'put' | 'get' | 'list', { name, data }: { name: string; data: string }): void {
    const row = 'INSERT INTO RemoteOperation (OperationID, Timestamp, Operation, Path, Data) VALUES (?, ?, ?, ?, ?)';
    this.#insert(row, operationId, this.#seconds(), operation, name, data);
  }

  /** Not yet uploaded, and of unknown size. */
  addVolume(operationId: number, name: string, type: Volume['type']): number {
    const row =
      "INSERT INTO Remotevolume (OperationID, Name, Type, Size, State, VerificationCount, DeleteGraceTime) VALUES (?, ?, ?, -1, 'Temporary', 0, 0)";
    return this.#insert(row, operationId, name, type);
  }

  setVolume(
    { id, size, hash }: Pick<Volume, 'id' | 'size' | 'hash'>,
    state: 'Uploading' | 'Uploaded' | 'Verified',
  ): void {
    this.#connection
      .prepare('UPDATE Remotevolume SET State = ?, Size = ?, Hash = ? WHERE ID = ?')
      .run(state, size, hash, id);
  }

  addBlocks(volumeId: number, count: number): void {
    for (let at = 0; at < count; at++)
      this.#insert('INSERT INTO Block (Hash, Size, VolumeID) VALUES (?, 102400, ?)', `${volumeId}/${at}`, volumeId);
  }

  addFileset(operationId: number, volumeId: number, at: number): number {
    const row = 'INSERT INTO Fileset (OperationID, VolumeID, IsFullBackup, Timestamp) VALUES (?, ?, 0, ?)';
    return this.#insert(row, operationId, volumeId, at);
  }

  completeFileset(id: number): void {
    this.#connection.prepare('UPDATE Fileset SET IsFullBackup = 1 WHERE ID = ?').run(id);
  }

  dropFileset(id: number, volumeId: number): void {
    this.#connection.prepare('DELETE FROM Fileset WHERE ID = ?').run(id);
    this.#connection.prepare('DELETE FROM Remotevolume WHERE ID = ?').run(volumeId);
  }

  addResult(operationId: number, message: string): void {
    const row = "INSERT INTO LogData (OperationID, Timestamp, Type, Message) VALUES (?, ?, 'Result', ?)";
    this.#insert(row, operationId, this.#seconds(), message);
  }

  /** What is older than 30 days goes, but the operations themselves. */
  purge(): void {
    const before = this.#seconds() - KEPT_SECONDS;
    this.#connection.prepare('DELETE FROM LogData WHERE Timestamp < ?').run(before);
    this.#connection.prepare('DELETE FROM RemoteOperation WHERE Timestamp < ?').run(before);
  }

  /** When a new version may be of: now, or a second after the newest one. */
  nextVersionAt(): number {
    const [row] = this.#connection.prepare('SELECT max(Timestamp) AS newest FROM Fileset').all();
    return Math.max(this.#seconds(), Number(row?.newest ?? 0) + 1);
  }

  /** Files at the destination, and versions. */
  totals(): { readonly files: number; readonly bytes: number; readonly versions: number } {
    const [row] = this.#connection
      .prepare(
        "SELECT count(*) AS files, coalesce(sum(Size), 0) AS bytes, (SELECT count(*) FROM Fileset) AS versions FROM Remotevolume WHERE State IN ('Uploaded', 'Verified')",
      )
      .all();
    return { files: Number(row?.files), bytes: Number(row?.bytes), versions: Number(row?.versions) };
  }

  #seconds(): number {
    return Math.round(this.#now() / 1000);
  }

  #insert(sql: string, ...values: readonly (string | number)[]): number {
    return Number(this.#connection.prepare(sql).run(...values).lastInsertRowid);
  }
}
