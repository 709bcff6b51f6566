import type { Labels } from '../scrape/stored-series.ts';

/** A matcher as Alertmanager has it in silences and filters. */
export interface LabelMatcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
}

const FILTER = /^\s*([a-zA-Z_]\w*)\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|(.*?))\s*$/s;

/** `name="value"` and its like; `null` for what is none. */
export function parseFilter(text: string): LabelMatcher | null {
  const [, name, op, quoted, bare] = FILTER.exec(text) ?? [];
  if (name === undefined || op === undefined) return null;
  const value =
    quoted?.replace(/\\(.)/gs, (_, character: string) => (character === 'n' ? '\n' : character)) ?? bare ?? '';
  return { name, value, isRegex: op.endsWith('~'), isEqual: op.startsWith('=') };
}

/** Whether all of them match the labels; a label that is not there is empty. A regular expression that is none matches nothing. */
export function matchAll(matchers: readonly LabelMatcher[], labels: Labels): boolean {
  return matchers.every((matcher) => matchesValue(matcher, labels[matcher.name] ?? '') === matcher.isEqual);
}

function matchesValue({ value, isRegex }: LabelMatcher, text: string): boolean {
  if (!isRegex) return value === text;
  try {
    return new RegExp(`^(?:${value})$`, 's').test(text);
  } catch {
    return false;
  }
}
