import type { SafeText } from '../../text/safe-text.ts';
import type { EpochMs, Seconds } from '../time.ts';
import type { DatabaseOperation } from './operation.ts';
import type { Leftover, RemoteOperation, VolumeCount } from './remote-operation.ts';

/** How a database was read: as it is now; or, without its journal, as it lies there: after a run that was killed, or from a folder that can't be written. */
export type ReadAs = 'live' | 'torn' | 'checkpoint';

/** A backup that can be restored from. */
export interface BackupVersion {
  readonly at: EpochMs;
  /** `false`: of a run that was cut off. */
  readonly complete: boolean;
}

/** A job's own database at one moment. Strings are exact. */
export interface DatabaseState {
  readonly file: string;
  readonly size: number | null;
  readonly modifiedAt: EpochMs | null;
  readonly readAs: ReadAs;
  /** Such as `sqlite3 3.40.1`. */
  readonly engine: string;
  readonly schema: number | null;
  /** Newer than any that was tried. */
  readonly schemaIsNew: boolean;
  /** The host's clock; ours where it does not tell. */
  readonly now: EpochMs;
  /** The last ones, oldest first. */
  readonly operations: readonly DatabaseOperation[];
  /** The last ones, oldest first. */
  readonly remote: readonly RemoteOperation[];
  readonly volumes: readonly VolumeCount[];
  readonly leftovers: readonly Leftover[];
  readonly versions: {
    /** Those that can be restored from. */
    readonly count: number;
    /** Begun by runs that were cut off. */
    readonly incomplete: number;
    readonly oldestAt: EpochMs | null;
    /** The newest ones, newest first. */
    readonly newest: readonly BackupVersion[];
  };
  /** Parts that could not be read, or not wholly, and why: `versions: … is damaged`. */
  readonly unread: readonly SafeText[];
}

/** How far the uploads of a run are. */
export interface UploadProgress {
  readonly operationId: number;
  /** Of files that have arrived. */
  readonly uploadedBytes: number;
  readonly uploadedFiles: number;
  readonly uploadingFiles: number;
  /** Over the last while; `null` until something has arrived. */
  readonly bytesPerSecond: number | null;
  readonly runningSeconds: Seconds;
}

/** The newest schema that was tried, of Duplicati 2.3.0.4. */
export const NEWEST_SCHEMA = 19;
