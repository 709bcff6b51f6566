import { NEWLINE } from './bytes.ts';

/** What to do with lines. Bytes are only good during the call. */
export interface LineSink {
  /** A whole line of at most `LONGEST_LINE` bytes, without its newline. */
  line(bytes: Buffer, start: number, end: number): void;
  /** The first `DECIDING_BYTES` of a longer line, or of one that is `skippable`; its rest is not kept. */
  longLine(bytes: Buffer, start: number, end: number): void;
  /** Whether only the first `DECIDING_BYTES` matter of a line that begins like this. */
  skippable(bytes: Buffer, start: number, end: number): boolean;
}

export const LONGEST_LINE = 64 * 1024;
/** Long enough for every prefix that tells one line from another. */
export const DECIDING_BYTES = 64;
const FIRST_CARRY = 1024;

/** Cuts chunks into lines without copying, but for a line that goes over a chunk's border. */
export class LineSplitter {
  readonly #sink: LineSink;
  #carry: Buffer = Buffer.alloc(0);
  #carried = 0;
  /** In a line whose rest doesn't matter. */
  #skipping = false;

  constructor(sink: LineSink) {
    this.#sink = sink;
  }

  push(input: Uint8Array): void {
    const sink = this.#sink;
    const chunk = Buffer.isBuffer(input) ? input : Buffer.from(input.buffer, input.byteOffset, input.byteLength);
    let start = this.#carried > 0 ? this.#finishCarried(chunk) : 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start);
      if (end < 0) break;
      if (end - start <= LONGEST_LINE) sink.line(chunk, start, end);
      else sink.longLine(chunk, start, start + DECIDING_BYTES);
      start = end + 1;
    }
    if (start < chunk.length) this.#keep(chunk, start, chunk.length);
  }

  /** What stands after the last newline, at most `LONGEST_LINE` bytes of it. */
  unfinished(): Buffer {
    return this.#carry.subarray(0, this.#carried);
  }

  /** Gives where the next line begins. */
  #finishCarried(chunk: Buffer): number {
    const newline = chunk.indexOf(NEWLINE);
    const end = newline < 0 ? chunk.length : newline;
    this.#keep(chunk, 0, end);
    if (newline < 0) return end;
    if (!this.#skipping) this.#sink.line(this.#carry, 0, this.#carried);
    this.#carried = 0;
    this.#skipping = false;
    return end + 1;
  }

  #keep(chunk: Buffer, start: number, end: number): void {
    if (this.#skipping) return;
    const taken = Math.min(end - start, LONGEST_LINE + 1 - this.#carried);
    this.#makeRoom(this.#carried + taken);
    chunk.copy(this.#carry, this.#carried, start, start + taken);
    this.#carried += taken;
    if (this.#carried < DECIDING_BYTES) return;
    if (this.#carried > LONGEST_LINE || this.#sink.skippable(this.#carry, 0, DECIDING_BYTES)) {
      this.#skipping = true;
      this.#sink.longLine(this.#carry, 0, DECIDING_BYTES);
    }
  }

  #makeRoom(needed: number): void {
    if (needed <= this.#carry.length) return;
    const larger = Buffer.alloc(Math.min(LONGEST_LINE + 1, Math.max(FIRST_CARRY, needed, this.#carry.length * 2)));
    this.#carry.copy(larger, 0, 0, this.#carried);
    this.#carry = larger;
  }
}
