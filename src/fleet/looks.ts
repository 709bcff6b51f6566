import type { Metric } from '../domain/metric.ts';
import type { EpochMs } from '../domain/time.ts';
import { failingOf } from '../domain/trend/failing.ts';
import { type PastRun, runsOftener } from '../domain/trend/past-run.ts';
import { metricOfKey } from '../sources/prometheus/history/job-key.ts';
import type { Look } from '../sources/prometheus/history/past-runs.ts';
import { inBatches } from '../sources/prometheus/selectors.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long a run is remembered. */
export const REMEMBERED_MS = 30 * DAY_MS;
/*
 * A server reads every sample of the range, however few are asked for, so the whole fleet is looked at for ten days: enough for ten nightly
 * runs. The last day is looked at more closely: that is when people start runs again by hand.
 */
const DAY_STEP_MS = HOUR_MS;
const USUAL_MS = 10 * DAY_MS;
const USUAL_STEP_MS = 6 * HOUR_MS;
const FINE_MS = 2 * DAY_MS;
const FINE_STEP_MS = 20 * MINUTE_MS;
const NEXT_STEP_MS = 10 * MINUTE_MS;
const MOST_NEXT_LOOKS = 24;

/** About 15 MB of an answer: with less, a large fleet's labels, which each answer has, would be most of it. */
const MOST_POINTS = 600_000;
const FEWEST_STEPS = 4;
/** Of a query that names jobs, and how many of them there may be. */
const LONGEST_NAMES = 12_000;
const MOST_NAMED = 4;
/** A job with fewer known runs is looked for further back. */
const ENOUGH_RUNS = 6;

/** All jobs for the last days, newest first, in as few queries as `series` such series allow. */
export function firstLooks(now: EpochMs, series: number): readonly Look[] {
  const dayEnd = wholeSteps(now, DAY_STEP_MS);
  const usualEnd = wholeSteps(dayEnd - DAY_MS, USUAL_STEP_MS);
  return [
    ...slices({ start: dayEnd - DAY_MS, end: dayEnd, stepMs: DAY_STEP_MS }, series),
    ...slices({ start: usualStart(now), end: usualEnd, stepMs: USUAL_STEP_MS }, series),
  ];
}

/** What has come since the moment up to which the runs are known; nothing where that is only a moment ago. */
export function nextLooks(until: EpochMs, now: EpochMs): readonly Look[] {
  const stepMs = Math.max(NEXT_STEP_MS, wholeSteps((now - until) / MOST_NEXT_LOOKS, NEXT_STEP_MS) + NEXT_STEP_MS);
  const end = until + wholeSteps(now - until, stepMs);
  return end <= until ? [] : [{ start: until + stepMs, end, stepSeconds: stepMs / 1000, metrics: null }];
}

/**
 * Jobs that the first looks showed too little of: that run seldom or have been failing all the while, further back; that run often, more
 * closely.
 */
export function closerLooks(
  runs: ReadonlyMap<string, readonly PastRun[]>,
  now: EpochMs,
  series: number,
): readonly Look[] {
  const from = usualStart(now);
  const [seldom, often] = [
    metricsWhere(runs, (own) => wasThere(own, from) && (own.length < ENOUGH_RUNS || hasOnlyFailed(own))),
    metricsWhere(runs, runsOftener),
  ];
  const before = { start: wholeSteps(now - REMEMBERED_MS, DAY_MS) + DAY_MS, end: from - USUAL_STEP_MS };
  const deepBatches = inBatches(seldom, LONGEST_NAMES);
  const deep =
    deepBatches.length > MOST_NAMED
      ? slices({ ...before, stepMs: DAY_MS }, series)
      : deepBatches.map((metrics) => ({ ...before, stepSeconds: USUAL_STEP_MS / 1000, metrics }));
  const fineEnd = wholeSteps(now, FINE_STEP_MS);
  const fine = inBatches(often, LONGEST_NAMES)
    .slice(0, MOST_NAMED)
    .map((metrics) => ({ start: fineEnd - FINE_MS, end: fineEnd, stepSeconds: FINE_STEP_MS / 1000, metrics }));
  return [...deep, ...fine];
}

/** The two halves of a look that was too much for the server, newer first; nothing where it can't be less. */
export function halves(look: Look): readonly Look[] {
  const stepMs = look.stepSeconds * 1000;
  const steps = Math.round((look.end - look.start) / stepMs) + 1;
  if (steps < FEWEST_STEPS) return [];
  const middle = look.start + Math.floor(steps / 2) * stepMs;
  return [
    { ...look, start: middle },
    { ...look, end: middle - stepMs },
  ];
}

interface Range {
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly stepMs: number;
}

function slices({ start, end, stepMs }: Range, series: number): readonly Look[] {
  const steps = Math.floor((end - start) / stepMs) + 1;
  const most = Math.max(FEWEST_STEPS, Math.floor(MOST_POINTS / Math.max(1, series)));
  const length = (Math.ceil(steps / Math.ceil(steps / most)) - 1) * stepMs;
  const looks: Look[] = [];
  for (let last = end; last >= start; last -= length + stepMs) {
    looks.push({ start: Math.max(start, last - length), end: last, stepSeconds: stepMs / 1000, metrics: null });
  }
  return looks;
}

function usualStart(now: EpochMs): EpochMs {
  return wholeSteps(now - USUAL_MS, USUAL_STEP_MS);
}

/** Aligned, so that the same moments are asked for again and again: some servers keep the answers. */
function wholeSteps(at: EpochMs, stepMs: number): EpochMs {
  return Math.floor(at / stepMs) * stepMs;
}

function wasThere([first]: readonly PastRun[], from: EpochMs): boolean {
  return first !== undefined && first.startedAt < from;
}

function hasOnlyFailed(runs: readonly PastRun[]): boolean {
  return failingOf(runs)?.runs === runs.length;
}

function metricsWhere(
  runs: ReadonlyMap<string, readonly PastRun[]>,
  isWanted: (own: readonly PastRun[]) => boolean,
): readonly Metric[] {
  const metrics = new Set<Metric>();
  for (const [key, own] of runs) {
    const metric = metricOfKey(key);
    if (metric !== null && isWanted(own)) metrics.add(metric);
  }
  return [...metrics];
}
