import { isTooLong } from './foreign-text.ts';
import type { Parsed } from './sample.ts';

/** `data` of a list of label values; `null` where it is no list. */
export function parseMetricNames(data: unknown): Parsed<string> | null {
  if (!Array.isArray(data)) return null;
  const items = data.filter((name): name is string => typeof name === 'string' && !isTooLong(name));
  return { items, dropped: data.length - items.length };
}
