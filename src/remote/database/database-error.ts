import type { SafeText } from '../../text/safe-text.ts';

/** Why a database, or a part of it, could not be read; each has its own meaning for an operator. */
export type DatabaseErrorKind =
  | 'missing'
  | 'folder'
  | 'no-file'
  | 'denied'
  | 'empty'
  | 'not-a-database'
  | 'not-duplicati'
  | 'locked'
  | 'damaged'
  | 'no-engine'
  | 'refused'
  | 'too-long'
  | 'no-such-table'
  | 'other';

/** A database that can't be read: says what was seen and what to do. All texts are safe to show. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly kind: DatabaseErrorKind;
  /** Exact. */
  readonly file: string;
  readonly hint: SafeText | null;
  constructor(kind: DatabaseErrorKind, file: string, message: SafeText, hint: SafeText | null = null) {
    super(message);
    this.kind = kind;
    this.file = file;
    this.hint = hint;
  }
}
