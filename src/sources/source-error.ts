import type { HttpErrorKind } from '../ports/http.ts';

/** What was wrong with a source's answer, beyond not getting one. */
export type SourceErrorKind =
  | HttpErrorKind
  /** An HTTP status that is no success; `status` has it. */
  | 'http-status'
  /** The server says it is starting or stopping (503, text). */
  | 'not-ready'
  /** 401, 403 or 407. */
  | 'not-authorised'
  /** 404 or its like: this server does not have that endpoint. Not a failure. */
  | 'not-there'
  /** An answer of another kind: HTML, no JSON, no exposition. */
  | 'not-understood'
  /** Prometheus' own `status: "error"`. */
  | 'query-failed';

/** A source that could not be read: says what was asked, what was seen and what to do. All texts are safe to show. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly kind: SourceErrorKind;
  readonly url: string;
  readonly status: number | null;
  /** What the operator can do about it. */
  readonly hint: string | null;
  constructor(
    kind: SourceErrorKind,
    url: string,
    message: string,
    more: { status?: number; hint?: string; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.kind = kind;
    this.url = url;
    this.status = more.status ?? null;
    this.hint = more.hint ?? null;
  }
}
