import type { SafeText } from '../../text/safe-text.ts';
import type { DatabaseState, UploadProgress } from './database-state.ts';
import type { JobLog, LastReason } from './job-log.ts';
import type { DatabaseOperation } from './operation.ts';
import type { RemoteOperation } from './remote-operation.ts';

/** What is seen of a database while it is followed. */
export type DatabaseEvent =
  /** All there is: the first event; again where the database was made anew meanwhile. */
  | { readonly type: 'state'; readonly state: DatabaseState; readonly log: JobLog | null }
  /** An operation has begun. */
  | { readonly type: 'begun'; readonly operation: DatabaseOperation }
  /** One has ended, or it is clear that it left no result. */
  | { readonly type: 'ended'; readonly operation: DatabaseOperation }
  | { readonly type: 'remote'; readonly remote: RemoteOperation }
  | { readonly type: 'progress'; readonly progress: UploadProgress }
  | { readonly type: 'log'; readonly line: SafeText }
  /** The wrapper said why a run was not good. */
  | { readonly type: 'reason'; readonly reason: LastReason }
  /** Asking failed; it goes on. */
  | { readonly type: 'trouble'; readonly message: SafeText; readonly hint: SafeText | null }
  | { readonly type: 'recovered' };
