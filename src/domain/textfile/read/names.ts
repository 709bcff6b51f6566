import { BLANK, type LineCursor, NEWLINE, TAB } from './line-cursor.ts';

/** Reads a metric's name; empty where none begins here. */
export function readMetricName(cursor: LineCursor): string {
  return isDigit(cursor.peek()) ? '' : cursor.readWhile(isMetricNameByte);
}

/** Reads a label's name; empty where none begins here. */
export function readLabelName(cursor: LineCursor): string {
  return isDigit(cursor.peek()) ? '' : cursor.readWhile(isLabelNameByte);
}

export function isBlank(byte: number): boolean {
  return byte === BLANK || byte === TAB;
}

export function isNotSpace(byte: number): boolean {
  return byte !== BLANK && byte !== TAB && byte !== NEWLINE;
}

function isMetricNameByte(byte: number): boolean {
  return isLabelNameByte(byte) || byte === 58;
}

function isLabelNameByte(byte: number): boolean {
  return (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90) || byte === 95 || isDigit(byte);
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}
