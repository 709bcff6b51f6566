import type { EpochMs } from '../../domain/time.ts';
import type { Curve } from './curve.ts';

/** Equal values that were seen one after another in a range. */
interface Seen {
  readonly value: number;
  readonly count: number;
}

/** Where and how often a range is looked at. */
export interface Looks {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly stepMs: number;
}

/** What a curve was when it was looked at, at each multiple of the step from `from` to `to`, both included. */
export function seenIn(curve: Curve, { from, to, stepMs }: Looks): readonly Seen[] {
  const seen: Seen[] = [];
  for (const piece of curve.series.piecesIn(from, to + 1)) {
    const [first, end] = [Math.ceil(piece.from / stepMs), Math.ceil(piece.to / stepMs)];
    const count = end - first;
    if (count <= 0) continue;
    // Of moments only the last one in a stretch is ever asked for.
    seen.push({ value: curve.time === null ? piece.value : ((end - 1) * stepMs) / 1000, count });
  }
  return seen;
}

/** Functions over what was seen; never called with nothing. */
export const OVER_TIME: Readonly<Record<string, (seen: readonly Seen[], quantile: number) => number>> = {
  last_over_time: (seen) => seen.at(-1)?.value ?? Number.NaN,
  max_over_time: (seen) => Math.max(...seen.map(({ value }) => value)),
  min_over_time: (seen) => Math.min(...seen.map(({ value }) => value)),
  count_over_time: (seen) => countOf(seen),
  sum_over_time: (seen) => sumOf(seen),
  avg_over_time: (seen) => sumOf(seen) / countOf(seen),
  present_over_time: () => 1,
  changes: (seen) => seen.filter(({ value }, index) => index > 0 && value !== seen[index - 1]?.value).length,
  quantile_over_time: (seen, quantile) => quantileOf(seen, quantile),
};

function countOf(seen: readonly Seen[]): number {
  return seen.reduce((sum, { count }) => sum + count, 0);
}

function sumOf(seen: readonly Seen[]): number {
  return seen.reduce((sum, { value, count }) => sum + value * count, 0);
}

/** Interpolated as Prometheus does it. */
function quantileOf(seen: readonly Seen[], quantile: number): number {
  const sorted = seen.toSorted((one, other) => one.value - other.value);
  const rank = quantile * (countOf(seen) - 1);
  const [low, share] = [Math.floor(rank), rank - Math.floor(rank)];
  return valueAt(sorted, low) * (1 - share) + valueAt(sorted, Math.min(low + 1, countOf(seen) - 1)) * share;
}

function valueAt(sorted: readonly Seen[], place: number): number {
  let passed = 0;
  for (const { value, count } of sorted) {
    passed += count;
    if (place < passed) return value;
  }
  return Number.NaN;
}
