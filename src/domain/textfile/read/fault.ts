/** Why node_exporter drops a whole file. */
export type FaultCode =
  | 'cut-off'
  | 'name'
  | 'value'
  | 'timestamp'
  | 'timestamp-unreadable'
  | 'after-timestamp'
  | 'label-name'
  | 'label-equals'
  | 'label-quote'
  | 'label-reserved'
  | 'label-twice'
  | 'label-escape'
  | 'label-newline'
  | 'label-not-utf8'
  | 'label-separator'
  | 'quantile'
  | 'bound'
  | 'comment-name'
  | 'help-twice'
  | 'help-escape'
  | 'type-late'
  | 'type-unknown';

/** What makes node_exporter itself end, with all that it serves, each time it is asked. */
export type CrashCode = 'label-underscores' | 'type-gauge-histogram';

/** Thrown within a line, and caught by the one who knows its number. */
export class LineFault extends Error {
  override readonly name = 'LineFault';
  readonly code: FaultCode;
  /** Bytes from the line's beginning. */
  readonly offset: number;
  constructor(code: FaultCode, offset: number) {
    super(code);
    this.code = code;
    this.offset = offset;
  }
}

/** Where and why reading a file came to its end. */
export interface Fault<Code = FaultCode> {
  readonly code: Code;
  /** From 1 on. */
  readonly line: number;
  /** In bytes, from 1 on. */
  readonly column: number;
  /** The line, without its newline, as UTF-8 text as far as it is that; its beginning, where it is very long. */
  readonly text: string;
  /** The word that begins at the column, likewise. */
  readonly found: string;
}
