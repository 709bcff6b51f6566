import type { Labels } from './family.ts';
import { parseGoNumber } from './go-number.ts';
import { type LineCursor, NEWLINE } from './line-cursor.ts';
import { readLabelName } from './names.ts';

/** What stands between braces. */
export interface ReadLabels {
  /** With `quantile` or `le`. */
  readonly all: Labels;
  /** Without them, where they tell parts of a metric. */
  readonly own: Labels;
  /** Their number; NaN where they are not there. */
  readonly bound: number;
}

export const NO_LABELS: ReadLabels = { all: [], own: [], bound: Number.NaN };
const QUOTE = 34;
const COMMA = 44;
const EQUALS = 61;
const BACKSLASH = 92;
const LETTER_N = 110;
const OPEN = 123;
const CLOSE = 125;
const ESCAPE = /\\(.)/gs;

export function beginsLabels(byte: number): boolean {
  return byte === OPEN;
}

/** Reads labels from their `{` to behind their `}`; `part` is the label that tells parts of the metric. @throws LineFault */
export function readLabels(cursor: LineCursor, part: 'quantile' | 'le' | null): ReadLabels {
  const all: (readonly [string, string])[] = [];
  const own = new Map<string, string>();
  let bound = Number.NaN;
  cursor.next();
  for (;;) {
    cursor.skipBlanks();
    if (cursor.peek() === CLOSE) break;
    const name = readNewName(cursor, own);
    const start = cursor.at;
    const value = readValue(cursor);
    all.push([name, value]);
    if (name !== part) own.set(name, value);
    else {
      const number = parseGoNumber(value);
      if (number === null) throw cursor.fault(part === 'le' ? 'bound' : 'quantile', start);
      bound = number;
    }
    cursor.skipBlanks();
    if (cursor.peek() === COMMA) cursor.next();
    else if (cursor.peek() !== CLOSE) throw cursor.fault('label-separator');
  }
  cursor.next();
  return { all, own: Array.from(own), bound };
}

/** The name and its `=`, up to the value. */
function readNewName(cursor: LineCursor, taken: ReadonlyMap<string, string>): string {
  const start = cursor.at;
  const name = readLabelName(cursor);
  if (name === '') throw cursor.fault('label-name');
  if (name === '__name__') throw cursor.fault('label-reserved', start);
  cursor.skipBlanks();
  if (cursor.peek() !== EQUALS) throw cursor.fault('label-equals');
  if (taken.has(name)) throw cursor.fault('label-twice', start);
  cursor.next();
  cursor.skipBlanks();
  return name;
}

/** A value in its quotes, escapes resolved. */
function readValue(cursor: LineCursor): string {
  if (cursor.peek() !== QUOTE) throw cursor.fault('label-quote');
  cursor.next();
  const start = cursor.at;
  for (;;) {
    const byte = cursor.peek();
    if (byte === QUOTE) break;
    if (byte === NEWLINE) throw cursor.fault('label-newline', start - 1);
    cursor.next();
    if (byte === BACKSLASH && !isEscape(cursor.peek())) throw cursor.fault('label-escape', cursor.at - 1);
    if (byte === BACKSLASH) cursor.next();
  }
  // Escapes are ASCII: whether the bytes are UTF-8 does not depend on them.
  const text = cursor.utf8From(start);
  if (text === null) throw cursor.fault('label-not-utf8', start);
  cursor.next();
  return text.replace(ESCAPE, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
}

function isEscape(byte: number): boolean {
  return byte === QUOTE || byte === BACKSLASH || byte === LETTER_N;
}
