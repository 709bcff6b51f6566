import { type SafeText, say } from '../../text/safe-text.ts';
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

/** A part of a database that could not be read, or not wholly. */
export interface UnreadPart {
  /** `remote volumes`. */
  readonly what: SafeText;
  /** Some of it was read. */
  readonly partly: boolean;
  /** `/var/….sqlite is damaged: database disk image is malformed`. */
  readonly why: SafeText;
  readonly hint: SafeText | null;
  readonly isDamage: boolean;
}

/** A job's own database at one moment. Strings are exact; what could not be read at all is `null`. */
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
  readonly operations: readonly DatabaseOperation[] | null;
  /** The last ones, oldest first. */
  readonly remote: readonly RemoteOperation[] | null;
  readonly volumes: readonly VolumeCount[] | null;
  readonly leftovers: readonly Leftover[] | null;
  readonly versions: {
    /** Those that can be restored from. */
    readonly count: number | null;
    /** Begun by runs that were cut off. */
    readonly incomplete: number | null;
    readonly oldestAt: EpochMs | null;
    /** The newest ones, newest first. */
    readonly newest: readonly BackupVersion[] | null;
  };
  readonly unread: readonly UnreadPart[];
}

/** `versions: … is damaged`. */
export function unreadText({ what, partly, why }: UnreadPart): SafeText {
  return say`${what}${partly ? ' (not all)' : ''}: ${why}`;
}

/** Without the journal that a killed run left it may only look so: the next run takes that back. */
export function isDamaged({ readAs, unread }: DatabaseState): boolean {
  return readAs !== 'torn' && unread.some(({ isDamage }) => isDamage);
}

/** Whether a run goes on; `null` where that can't be read. */
export function runGoesOn({ operations }: DatabaseState): boolean | null {
  const last = operations?.at(-1)?.state.kind;
  return operations === null || last === 'unread' ? null : last === 'running';
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
