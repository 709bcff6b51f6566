import type { Seconds } from '../../domain/time.ts';
import type { Tone } from '../tone.ts';
import { type DatedRun, hasFailed, runTone } from './dated-run.ts';
import { medianOf } from './median.ts';
import { columnAt, type TimeScale } from './scale.ts';

/** One bar: a run, or several that fall into one column. */
export interface Bar {
  /** Its first column. */
  readonly column: number;
  readonly width: number;
  /** Of the longest of its runs; `null` where none is known. */
  readonly seconds: Seconds | null;
  /** How the longest of its runs ended. */
  readonly tone: Tone;
  /** The worst of how its runs ended. */
  readonly mark: 'failed' | 'warning' | null;
}

/** A bar is at most this part of the chart wide, however few there are. */
const WIDEST_PART = 20;
const WIDEST_AT_LEAST = 2;

export interface Bars {
  readonly bars: readonly Bar[];
  /** The scale they were placed by: a wide bar at the right end must have room. */
  readonly scale: TimeScale;
}

/** Bars from left to right; none touches its neighbour where the runs leave room, all are about as wide as that allows. */
export function barsOf(runs: readonly DatedRun[], whole: TimeScale): Bars {
  const width = usualWidth([...byColumn(runs, whole).keys()], whole.columns);
  const scale = { ...whole, columns: Math.max(1, whole.columns - width + 1) };
  const groups = [...byColumn(runs, scale)];
  const bars = groups.map(([column, group], at): Bar => {
    const room = (groups[at + 1]?.[0] ?? Number.POSITIVE_INFINITY) - column - 1;
    const longest = group.reduce((one, other) => (lengthOf(other) > lengthOf(one) ? other : one));
    return {
      column,
      width: Math.max(1, Math.min(width, room)),
      seconds: longest.durationSeconds,
      tone: runTone(longest),
      mark: worstOf(group),
    };
  });
  return { bars, scale };
}

/** Columns in the order of the runs. */
function byColumn(
  runs: readonly DatedRun[],
  scale: TimeScale,
): ReadonlyMap<number, readonly [DatedRun, ...DatedRun[]]> {
  const groups = new Map<number, [DatedRun, ...DatedRun[]]>();
  for (const run of runs) {
    const column = columnAt(run.startedAt, scale);
    const group = groups.get(column);
    if (group === undefined) groups.set(column, [run]);
    else group.push(run);
  }
  return groups;
}

function usualWidth(columns: readonly number[], all: number): number {
  const steps = columns.slice(1).map((column, at) => column - (columns[at] ?? 0));
  const widest = Math.min(all, Math.max(WIDEST_AT_LEAST, Math.floor(all / WIDEST_PART)));
  return Math.max(1, Math.min(widest, Math.floor(medianOf(steps) ?? widest + 1) - 1));
}

function lengthOf({ durationSeconds }: DatedRun): number {
  return durationSeconds ?? -1;
}

function worstOf(runs: readonly DatedRun[]): Bar['mark'] {
  if (runs.some(hasFailed)) return 'failed';
  return runs.some((run) => runTone(run) === 'warning') ? 'warning' : null;
}
