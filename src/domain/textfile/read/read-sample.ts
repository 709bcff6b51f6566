import { type MetricType, partLabel } from './family.ts';
import { parseGoNumber } from './go-number.ts';
import { type LineCursor, NEWLINE } from './line-cursor.ts';
import { isNotSpace } from './names.ts';
import { beginsLabels, NO_LABELS, type ReadLabels, readLabels } from './read-labels.ts';

/** What follows the name of a sample. */
export interface SampleTail {
  readonly labels: ReadLabels;
  readonly value: number;
  /** Where its timestamp begins; `null` where it has none. */
  readonly timestampAt: number | null;
}

const INTEGER = /^([+-]?)0*(\d+)$/;
const LIMIT = 2n ** 63n;
const MOST_DIGITS = 19;

/** Reads the rest of a sample's line, behind its name; `type` is that of its family. @throws LineFault */
export function readSample(cursor: LineCursor, type: MetricType): SampleTail {
  cursor.skipBlanks();
  const labels = beginsLabels(cursor.peek()) ? readLabels(cursor, partLabel(type)) : NO_LABELS;
  cursor.skipBlanks();
  const valueAt = cursor.at;
  const value = parseGoNumber(cursor.readWhile(isNotSpace));
  if (value === null) throw cursor.fault('value', valueAt);
  if (cursor.peek() === NEWLINE) return { labels, value, timestampAt: null };
  cursor.skipBlanks();
  const timestampAt = cursor.at;
  if (!isInteger(cursor.readWhile(isNotSpace))) throw cursor.fault('timestamp-unreadable', timestampAt);
  if (cursor.peek() !== NEWLINE) throw cursor.fault('after-timestamp');
  return { labels, value, timestampAt };
}

/** One that 64 bits hold. */
function isInteger(text: string): boolean {
  const [, sign = '', digits] = INTEGER.exec(text) ?? [];
  if (digits === undefined || digits.length > MOST_DIGITS) return false;
  const number = BigInt(digits);
  return number < LIMIT || (number === LIMIT && sign === '-');
}
