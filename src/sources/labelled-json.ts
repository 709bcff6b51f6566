import type { Labels } from '../domain/labels.ts';
import { isTooLong } from './prometheus/foreign-text.ts';

const MOST_LABELS = 200;
const MOST_NAMES = 1000;
/** Of an annotation: longer ones are for nobody to read. */
const LONGEST_TEXT = 65_536;

/** An object whose values are texts; `null` where it is none, or has one that is too long to be a label's. */
export function parseLabels(value: unknown): Labels | null {
  const entries = textEntries(value);
  return entries === null || entries.some(([name, text]) => isTooLong(name) || isTooLong(text))
    ? null
    : Object.fromEntries(entries);
}

/** The same for texts that explain; what can't be one is left out. */
export function parseAnnotations(value: unknown): Labels {
  const entries = textEntries(value) ?? [];
  return Object.fromEntries(entries.filter(([name, text]) => !isTooLong(name) && text.length <= LONGEST_TEXT));
}

/** Those of a list that are texts. */
export function parseNames(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, MOST_NAMES).filter((name): name is string => typeof name === 'string' && !isTooLong(name));
}

export function record(value: unknown): Readonly<Record<string, unknown>> {
  return (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
}

function textEntries(value: unknown): readonly (readonly [string, string])[] | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const entries = Object.entries(value);
  if (entries.length > MOST_LABELS || entries.some(([, text]) => typeof text !== 'string')) return null;
  return entries as [string, string][];
}
