import { BRACE, HASH, isBlank, nameEnd, skipBlanks } from './bytes.ts';
import { type Labels, parseLabels } from './labels.ts';
import { parseNumber } from './number.ts';

/** A sample line taken apart: where its parts are, without reading them. */
export interface SampleLine {
  /** The `{`; negative where there are no labels, or `{}`. */
  readonly labelsStart: number;
  /** After the `}`. */
  readonly labelsEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

const QUOTE = 34;
const BACKSLASH = 92;
const CLOSING_BRACE = 125;
const ZERO = 48;
const NINE = 57;

/**
 * Takes apart what follows a sample's name, which ends at `nameEnd`. `null` where the line is no sample; a timestamp or an exemplar
 * after the value is allowed and not looked at further.
 */
export function splitSample(bytes: Buffer, nameEnd: number, end: number): SampleLine | null {
  const next = skipBlanks(bytes, nameEnd, end);
  const labelled = next < end && bytes[next] === BRACE;
  const labelsEnd = labelled ? endOfLabels(bytes, next, end) : -1;
  if (labelled ? labelsEnd < 0 : next === nameEnd) return null;
  const valueStart = labelled ? skipBlanks(bytes, labelsEnd, end) : next;
  const valueEnd = wordEnd(bytes, valueStart, end);
  if (valueEnd === valueStart || (valueEnd < end && !isTail(bytes, valueEnd, end))) return null;
  return { labelsStart: labelsEnd - next > 2 ? next : -1, labelsEnd, valueStart, valueEnd };
}

/** The labels of a line that has some; `null` where they are broken or not UTF-8. */
export function labelsOf(bytes: Buffer, line: SampleLine): Labels | null {
  const text = utf8(bytes, line.labelsStart, line.labelsEnd);
  const parsed = text === null ? null : parseLabels(text, 0);
  return parsed !== null && parsed.end === text?.length ? parsed.labels : null;
}

/** The value as it is spelled. */
export function valueText(bytes: Buffer, line: SampleLine): string {
  return bytes.toString('latin1', line.valueStart, line.valueEnd);
}

/** Whether the line is a sample in every part. */
export function isSample(bytes: Buffer, start: number, end: number): boolean {
  const stop = nameEnd(bytes, start, end);
  const first = bytes[start] as number;
  if (stop === start || (first >= ZERO && first <= NINE)) return false;
  const line = splitSample(bytes, stop, end);
  if (!line || parseNumber(bytes, line.valueStart, line.valueEnd) === null) return false;
  return line.labelsStart < 0 || labelsOf(bytes, line) !== null;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Exact text, `null` where the bytes are not UTF-8. */
export function utf8(bytes: Buffer, start: number, end: number): string | null {
  const text = bytes.toString('utf8', start, end);
  // Stands for broken bytes, or for itself: rare enough to look again.
  if (!text.includes('\ufffd')) return text;
  try {
    return strict.decode(bytes.subarray(start, end));
  } catch {
    return null;
  }
}

/** After the `}` that is not inside a quoted value; negative where there is none. */
function endOfLabels(bytes: Buffer, start: number, end: number): number {
  let quoted = false;
  for (let at = start + 1; at < end; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) quoted = !quoted;
    else if (byte === BACKSLASH && quoted) at++;
    else if (byte === CLOSING_BRACE && !quoted) return at + 1;
  }
  return -1;
}

/** Nothing, or blanks and a timestamp; after ` #` an OpenMetrics exemplar. */
function isTail(bytes: Buffer, start: number, end: number): boolean {
  const at = skipBlanks(bytes, start, end);
  if (at === end || bytes[at] === HASH) return true;
  const stop = wordEnd(bytes, at, end);
  if (parseNumber(bytes, at, stop) === null) return false;
  const rest = skipBlanks(bytes, stop, end);
  return rest === end || bytes[rest] === HASH;
}

function wordEnd(bytes: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && !isBlank(bytes[at])) at++;
  return at;
}
