import type { MetricType } from './family.ts';
import type { LineCursor } from './line-cursor.ts';
import { NEWLINE } from './line-cursor.ts';
import { isBlank, isNotSpace, readMetricName } from './names.ts';

/** A comment that means something, read up to its text. */
export interface Comment {
  readonly keyword: 'HELP' | 'TYPE';
  readonly name: string;
}

const BACKSLASH = 92;
const LETTER_N = 110;
const TYPES: ReadonlySet<string> = new Set([
  'counter',
  'gauge',
  'summary',
  'untyped',
  'histogram',
  'gauge_histogram',
] satisfies MetricType[]);

/** Reads what follows a `#`; `null` for a comment without a meaning, which is read to its end. @throws LineFault */
export function readComment(cursor: LineCursor): Comment | null {
  cursor.skipBlanks();
  const keyword = cursor.readWhile(isNotSpace);
  if (keyword !== 'HELP' && keyword !== 'TYPE') {
    cursor.readWhile(isNotNewline);
    return null;
  }
  cursor.skipBlanks();
  const name = readMetricName(cursor);
  const after = cursor.peek();
  if (after === NEWLINE) return null;
  if (!isBlank(after)) throw cursor.fault('comment-name');
  cursor.skipBlanks();
  return { keyword, name };
}

/** Whether the comment ends before its text. */
export function hasText(cursor: LineCursor): boolean {
  return cursor.peek() !== NEWLINE;
}

/** One character a byte, with `\\` and `\n` resolved. @throws LineFault for any other escape */
export function readHelp(cursor: LineCursor): string {
  let text = '';
  for (;;) {
    text += cursor.readWhile((byte) => byte !== NEWLINE && byte !== BACKSLASH);
    if (cursor.next() === NEWLINE) return text;
    const escaped = cursor.peek();
    if (escaped !== BACKSLASH && escaped !== LETTER_N) throw cursor.fault('help-escape', cursor.at - 1);
    text += escaped === BACKSLASH ? '\\' : '\n';
    cursor.at += 1;
  }
}

/** @throws LineFault for a type that there is not */
export function readType(cursor: LineCursor): MetricType {
  const start = cursor.at;
  // node_exporter steps over backslashes here, whatever follows.
  const type = foldCase(cursor.readWhile(isNotNewline).replaceAll('\\', ''));
  if (!isMetricType(type)) throw cursor.fault('type-unknown', start);
  return type;
}

/** As Go does: two letters beyond ASCII have an ASCII one for their capital. Their UTF-8 bytes stand here as one character each. */
function foldCase(text: string): string {
  return text
    .replaceAll('\u00c5\u00bf', 's')
    .replaceAll('\u00c4\u00b1', 'i')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function isMetricType(text: string): text is MetricType {
  return TYPES.has(text);
}

function isNotNewline(byte: number): boolean {
  return byte !== NEWLINE;
}
