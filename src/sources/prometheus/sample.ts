import type { EpochMs } from '../../domain/time.ts';

/** Exact, as the server gave them; `__name__` is one of them. */
export type Labels = Readonly<Record<string, string>>;

/** One series at one moment. */
export interface Sample {
  readonly labels: Labels;
  readonly value: number;
  /** When the expression was evaluated, not when the value was scraped. */
  readonly at: EpochMs;
}

/** One series over a range of time, oldest first; of a stretch of equal values there may be only the first and the last. */
export interface Series {
  readonly labels: Labels;
  readonly points: readonly { readonly at: EpochMs; readonly value: number }[];
}

/** What was found of the right shape, and how many elements were not. */
export interface Parsed<Item> {
  readonly items: readonly Item[];
  readonly dropped: number;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const SPECIAL: ReadonlyMap<string, number> = new Map([
  ['NaN', Number.NaN],
  ['Inf', Number.POSITIVE_INFINITY],
  ['+Inf', Number.POSITIVE_INFINITY],
  ['-Inf', Number.NEGATIVE_INFINITY],
]);

/** `data` of an instant query; `null` where it is no vector. */
export function parseVector(data: unknown): Parsed<Sample> | null {
  const result = resultOf(data, 'vector');
  if (result === null) return null;
  const items: Sample[] = [];
  for (const element of result) {
    const sample = parseSample(element);
    if (sample !== null) items.push(sample);
  }
  return { items, dropped: result.length - items.length };
}

/** `data` of a range query; `null` where it is no matrix. A bad point is left out of its series and counts as dropped. */
export function parseMatrix(data: unknown): Parsed<Series> | null {
  const result = resultOf(data, 'matrix');
  if (result === null) return null;
  const items: Series[] = [];
  let dropped = 0;
  for (const element of result) {
    const { metric, values } = (element ?? {}) as { metric?: unknown; values?: unknown };
    if (!isLabels(metric) || !Array.isArray(values)) {
      dropped++;
      continue;
    }
    const points = values.map(parsePoint).filter((point) => point !== null);
    dropped += values.length - points.length;
    items.push({ labels: metric, points });
  }
  return { items, dropped };
}

function resultOf(data: unknown, type: string): readonly unknown[] | null {
  const { resultType, result } = (data ?? {}) as { resultType?: unknown; result?: unknown };
  return resultType === type && Array.isArray(result) ? result : null;
}

function parseSample(element: unknown): Sample | null {
  const { metric, value } = (element ?? {}) as { metric?: unknown; value?: unknown };
  const point = parsePoint(value);
  return point !== null && isLabels(metric) ? { labels: metric, value: point.value, at: point.at } : null;
}

function parsePoint(pair: unknown): { at: EpochMs; value: number } | null {
  if (!Array.isArray(pair)) return null;
  const [seconds, text] = pair;
  if (typeof seconds !== 'number' || typeof text !== 'string') return null;
  const value = parseValue(text);
  return value === null ? null : { at: Math.round(seconds * 1000), value };
}

/** A number as Prometheus writes it, `NaN` and `+Inf` included; `null` for what is none. */
export function parseValue(text: string): number | null {
  return NUMBER.test(text) ? Number(text) : (SPECIAL.get(text) ?? null);
}

function isLabels(value: unknown): value is Labels {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  for (const name in value) if (typeof (value as Record<string, unknown>)[name] !== 'string') return false;
  return true;
}
