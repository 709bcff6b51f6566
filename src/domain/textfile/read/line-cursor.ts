import { type FaultCode, LineFault } from './fault.ts';

export const TAB = 9;
export const NEWLINE = 10;
export const BLANK = 32;

const exact = new TextDecoder('windows-1252');
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Goes over one line byte by byte. Behind the last byte stands the newline; a line that has none is cut off, which is told as soon as
 * something would be read there, as node_exporter's parser does.
 */
export class LineCursor {
  at: number;
  readonly #bytes: Uint8Array;
  readonly #start: number;
  readonly #end: number;

  /** `end` is the index of the line's newline, or of the end of the file. */
  constructor(bytes: Uint8Array, start: number, end: number) {
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
    this.at = start;
  }

  /** The byte to be read next. @throws LineFault at the end of a line that is cut off */
  peek(): number {
    if (this.at < this.#end) return this.#bytes[this.at] as number;
    if (this.#end < this.#bytes.length) return NEWLINE;
    throw this.fault('cut-off', this.#start);
  }

  /** Reads one byte. */
  next(): number {
    const byte = this.peek();
    this.at += 1;
    return byte;
  }

  skipBlanks(): void {
    for (;;) {
      const byte = this.peek();
      if (byte !== BLANK && byte !== TAB) return;
      this.at += 1;
    }
  }

  /** Reads up to the first byte that is not wanted, and gives what was read, one character a byte. */
  readWhile(isWanted: (byte: number) => boolean): string {
    const start = this.at;
    while (isWanted(this.peek())) this.at += 1;
    return this.textFrom(start);
  }

  /** From `start` up to what is read next; one character a byte, so that two texts are the same only where their bytes are. */
  textFrom(start: number): string {
    return exact.decode(this.#bytes.subarray(start, this.at));
  }

  /** The same as UTF-8 text; `null` where it is none. */
  utf8From(start: number): string | null {
    try {
      return utf8.decode(this.#bytes.subarray(start, this.at));
    } catch {
      return null;
    }
  }

  /** What is wrong from the byte `from` on. */
  fault(code: FaultCode, from = this.at): LineFault {
    return new LineFault(code, from - this.#start);
  }
}
