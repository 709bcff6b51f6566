import type { EpochMs } from '../../domain/time.ts';
import { isoTime } from '../../text/iso-time.ts';
import { type SafeText, visible } from '../../text/safe-text.ts';
import { columnAt, type TimeScale } from './scale.ts';

/** A mark under a chart and what is written there. */
export interface Tick {
  readonly column: number;
  readonly label: SafeText;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Monday 1970-01-05: weeks begin there. */
const FIRST_MONDAY = 4 * DAY_MS;
/** Whole divisors of a day, then days. */
const STEPS = [1, 2, 3, 4, 6, 12, 24, 48, 7 * 24, 14 * 24, 28 * 24].map((hours) => hours * HOUR_MS);
/** Blank columns between two labels. */
const GAP = 3;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * Ticks at whole hours, days or weeks (from Monday), in UTC as all moments are, as near to each other as their labels allow. A label begins
 * under its tick; one that would not fit in the last columns is left out.
 */
export function timeTicks(scale: TimeScale, columns: number): readonly Tick[] {
  const span = scale.to - scale.from;
  const step = STEPS.find((each) => (each / span) * scale.columns >= labelWidth(each) + GAP);
  if (step === undefined || !(span > 0)) return [];
  const phase = step > DAY_MS ? FIRST_MONDAY : 0;
  const first = Math.ceil((scale.from - phase) / step) * step + phase;
  const ticks: Tick[] = [];
  for (let at = first; at <= scale.to; at += step) {
    const tick = { column: columnAt(at, scale), label: labelAt(at, step) };
    if (tick.column + tick.label.length <= columns) ticks.push(tick);
  }
  return ticks;
}

function labelAt(at: EpochMs, step: number): SafeText {
  const iso = isoTime(at) ?? '';
  if (step < DAY_MS) return visible(`${iso.slice(11, 16)}Z`);
  return visible(`${MONTHS[Number(iso.slice(5, 7)) - 1] ?? ''} ${Number(iso.slice(8, 10))}`);
}

function labelWidth(step: number): number {
  return step < DAY_MS ? '00:00Z'.length : 'Nov 24'.length;
}
