import type { SafeText } from '../text/safe-text.ts';

/** Why a host could not be asked; each has its own meaning for an operator. */
export type RemoteErrorKind =
  | 'bad-name'
  | 'no-ssh'
  | 'name-not-found'
  | 'refused'
  | 'unreachable'
  | 'timeout'
  | 'host-key-unknown'
  | 'host-key-changed'
  | 'denied'
  | 'become-denied'
  | 'cut-off'
  | 'too-large'
  | 'aborted'
  | 'other';

/** A script that did not run to its end, or whose answer did not come back. */
export class RemoteError extends Error {
  override readonly name = 'RemoteError';
  readonly kind: RemoteErrorKind;
  readonly host: string;
  /** What to do about it. */
  readonly hint: SafeText | null;
  constructor(kind: RemoteErrorKind, host: string, message: SafeText, hint: SafeText | null = null) {
    super(message);
    this.kind = kind;
    this.host = host;
    this.hint = hint;
  }
}
