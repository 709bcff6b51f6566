import type { EpochMs, Seconds } from '../../domain/time.ts';
import type { RunSummary } from './run-summary.ts';

/** A bar this many times as long as the median goes out of the chart: the others would be too small to compare. */
const HIGHEST_MEDIANS = 4;
/** A median of fewer runs says nothing. */
const FEWEST_RUNS = 5;

/**
 * The duration at the upper end of a chart with so many rows; 0 where no run has lasted at all. The median never ends in the uppermost row,
 * which has a number of its own.
 */
export function topSeconds({ count, medianSeconds, measured, longest }: RunSummary, rows: number): Seconds {
  const greatest = longest?.durationSeconds ?? 0;
  if (medianSeconds === null || medianSeconds <= 0 || count < 2) return greatest;
  const highest = measured < FEWEST_RUNS ? greatest : Math.min(greatest, HIGHEST_MEDIANS * medianSeconds);
  return Math.max(highest, (medianSeconds * rows) / Math.max(1, rows - 1));
}

/** Moments on the columns of a chart. */
export interface TimeScale {
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** At least 1. */
  readonly columns: number;
}

/** Which column a moment falls into; what is before the first or behind the last goes there. */
export function columnAt(at: EpochMs, { from, to, columns }: TimeScale): number {
  const share = to > from ? (at - from) / (to - from) : 0;
  return Math.max(0, Math.min(columns - 1, Math.floor(share * columns)));
}
