import type { EpochMs, Seconds } from '../../domain/time.ts';
import { shortDuration } from '../../text/duration.ts';
import { moment } from '../../text/moment.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import { agoText } from '../show/ago.ts';
import { type Segment, segment } from '../tone.ts';
import { type DatedRun, hasFailed } from './dated-run.ts';
import { medianOf } from './median.ts';
import type { RunSummary } from './run-summary.ts';

/** A median of fewer runs says nothing. */
const FEWEST_RUNS = 5;
/** So many times as long as the median, or that part of it, is worth a word. */
const FACTOR = 3;
/** Runs of a few seconds vary by more than that for no reason. */
const SHORTEST_SECONDS: Seconds = 60;
/** A pause between two starts this many times as long as usual means that at least one run is not there. */
const PAUSE_FACTOR = 1.75;
/** What comes more often, such as weekends, is usual too. */
const SELDOM_PART = 0.15;
const ABOVE_OFTEN = 1.25;

/** What in the runs, oldest first, is not as it usually is: a sentence each, the worst first. */
export function unusual(runs: readonly DatedRun[], summary: RunSummary, now: EpochMs): readonly Segment[] {
  return [
    failuresInARow(runs),
    lastFailure(runs, now),
    lastDuration(runs),
    longestRun(runs, summary),
    pauses(runs, now),
  ].filter((sentence) => sentence !== null);
}

function failuresInARow(runs: readonly DatedRun[]): Segment | null {
  const firstOfEnd = runs.findLastIndex((run) => !hasFailed(run)) + 1;
  const count = runs.length - firstOfEnd;
  const first = runs[firstOfEnd];
  if (first === undefined || count < 2) return null;
  return firstOfEnd === 0
    ? segment(say`all ${count} runs failed, the first ${moment(first.startedAt)}`, 'failed')
    : segment(say`${count} failures in a row since ${moment(first.startedAt)}`, 'failed');
}

/** Where the newest run is good again. */
function lastFailure(runs: readonly DatedRun[], now: EpochMs): Segment | null {
  const failed = runs.findLast(hasFailed);
  if (failed === undefined || failed === runs.at(-1)) return null;
  return segment(
    say`the last failure, exit code ${failed.exitCode ?? ''}, started ${moment(failed.startedAt)}, ${agoText(failed.startedAt, now)}`,
  );
}

function lastDuration(runs: readonly DatedRun[]): Segment | null {
  const seconds = runs.at(-1)?.durationSeconds ?? null;
  const median = medianOf(durationsOf(runs.slice(0, -1)));
  if (seconds === null || median === null || durationsOf(runs).length <= FEWEST_RUNS || median <= 0) return null;
  if (Math.max(seconds, median) < SHORTEST_SECONDS) return null;
  const usual = shortDuration(median);
  if (seconds >= FACTOR * median)
    return segment(
      say`the last run took ${timesOf(seconds / median)} times the median of the runs before, ${usual}`,
      'warning',
    );
  if (seconds * FACTOR <= median)
    return segment(
      say`the last run took only ${shortDuration(seconds)}; the median of the runs before is ${usual}`,
      'warning',
    );
  return null;
}

function longestRun(runs: readonly DatedRun[], { longest, medianSeconds, measured }: RunSummary): Segment | null {
  const seconds = longest?.durationSeconds ?? null;
  if (longest === null || seconds === null || medianSeconds === null || medianSeconds <= 0) return null;
  if (
    longest === runs.at(-1) ||
    measured <= FEWEST_RUNS ||
    seconds < SHORTEST_SECONDS ||
    seconds < FACTOR * medianSeconds
  )
    return null;
  return segment(
    say`the longest run took ${shortDuration(seconds)}, ${timesOf(seconds / medianSeconds)} times the median, started ${moment(longest.startedAt)}`,
  );
}

function pauses(runs: readonly DatedRun[], now: EpochMs): Segment | null {
  const starts = runs.map(({ startedAt }) => startedAt);
  const between = starts
    .slice(1)
    .map((start, at) => ({ from: starts[at] ?? start, length: start - (starts[at] ?? start) }));
  if (between.length < FEWEST_RUNS - 1) return null;
  const lengths = between.map(({ length }) => length).sort((one, other) => one - other);
  const usual = medianOf(lengths) ?? 0;
  if (usual <= 0) return null;
  const often = lengths[Math.floor(lengths.length * (1 - SELDOM_PART))] ?? usual;
  const long = Math.max(PAUSE_FACTOR * usual, ABOVE_OFTEN * often);
  const last = starts.at(-1) ?? now;
  const found = [...between, { from: last, length: now - last }].filter(({ length }) => length > long);
  const [first, ...more] = found;
  if (first === undefined) return null;
  const longest = more.reduce((one, other) => (other.length > one.length ? other : one), first);
  const which = pauseText(longest.from, longest.length, last);
  const all = more.length === 0 ? which : say`${found.length} long pauses; the longest: ${which}`;
  return segment(say`${all}; usually there is one every ${shortDuration(usual / 1000)}`, 'warning');
}

function pauseText(from: EpochMs, length: number, last: EpochMs): SafeText {
  const pause = shortDuration(length / 1000);
  return from === last
    ? say`no run for ${pause}, since ${moment(from)}`
    : say`no run for ${pause} from ${moment(from)} on`;
}

function durationsOf(runs: readonly DatedRun[]): readonly Seconds[] {
  return runs.flatMap(({ durationSeconds }) => (durationSeconds === null ? [] : [durationSeconds]));
}

/** `6`, `3.4`, `120`. */
function timesOf(ratio: number): string {
  return ratio < 10 ? String(Number(ratio.toFixed(1))) : ratio.toFixed(0);
}
