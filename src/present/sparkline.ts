import type { Run } from '../domain/run.ts';
import type { Seconds } from '../domain/time.ts';
import { hasFailed } from '../domain/trend/failing.ts';
import type { SafeText } from '../text/safe-text.ts';
import { medianOf } from './chart/median.ts';

interface Signs {
  /** By duration, shortest first. */
  readonly levels: string;
  readonly failed: string;
  readonly unknown: string;
}

const UNICODE: Signs = { levels: '▁▂▃▄▅▆▇█', failed: '✖', unknown: '·' };
const ASCII: Signs = { levels: '.:-=+*#', failed: 'x', unknown: '?' };

/** Runs that take as long as usual stand half as high as the highest may; one that took this many times as long is cut off. */
const USUAL_PART = 2;
const HIGHEST_MEDIANS = 4;

/** One sign a run, in the given order: how long it took beside the others, or that it failed. */
export function sparkline(runs: readonly Run[], ascii: boolean): SafeText {
  const signs = ascii ? ASCII : UNICODE;
  const durations = runs.flatMap(({ durationSeconds }) => durationSeconds ?? []);
  const median = medianOf(durations) ?? 0;
  const top = Math.min(Math.max(USUAL_PART * median, ...durations), HIGHEST_MEDIANS * median);
  return runs
    .map((run) => (hasFailed(run) ? signs.failed : levelOf(run.durationSeconds, top, signs)))
    .join('') as SafeText;
}

function levelOf(seconds: Seconds | null, top: Seconds, { levels, unknown }: Signs): string {
  if (seconds === null) return unknown;
  const share = top > 0 ? Math.min(1, seconds / top) : 0;
  return levels[Math.max(0, Math.ceil(share * levels.length) - 1)] ?? unknown;
}
