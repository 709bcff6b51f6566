import type { EpochMs } from '../../domain/time.ts';

/** A database file as a host lists it. */
export interface ListedDatabase {
  /** Exact; it may hold newlines. */
  readonly file: string;
  /** Bytes. */
  readonly size: number | null;
  readonly modifiedAt: EpochMs | null;
  /** A journal or write-ahead log lies beside it: a run goes on, or was cut off. */
  readonly beside: readonly string[];
  /** The path that its name tells; `null` for a hashed name, and for one that no wrapper makes. */
  readonly path: string | null;
}

/** What a host has. */
export interface DatabaseList {
  readonly databases: readonly ListedDatabase[];
  /** Folders that were looked into. */
  readonly folders: readonly string[];
  /** Folders that may not be looked into. */
  readonly denied: readonly string[];
  /** Where the better wrapper keeps its logs, where its settings say so. */
  readonly logFolders: readonly string[];
  /** Whether there are more than were listed. */
  readonly more: boolean;
}
