import type { EpochMs, Seconds } from '../../domain/time.ts';
import { randomAt } from './random.ts';

/** One start of a job's wrapper. Both moments are whole seconds. */
export interface SimulatedRun {
  readonly startedAt: EpochMs;
  /** `Infinity` while it goes on and nobody knows how long. */
  readonly endedAt: EpochMs;
  readonly exitCode: number;
  readonly attempts: number;
}

/** What one run has that the others have not. */
export interface ScriptedRun {
  readonly seconds?: Seconds;
  readonly exitCode?: number;
}

/** All runs of a job, past and to come, as a function of time. */
export interface Timeline {
  readonly seed: number;
  /** When run 0 starts; run N starts N periods later, give or take. */
  readonly origin: EpochMs;
  readonly periodMs: number;
  /** How much later than due a run may start. */
  readonly jitterMs: number;
  readonly usualSeconds: Seconds;
  /** Exit code of a run that is not scripted, by its number. */
  readonly usualExit: (number: number) => number;
  /** The first and the last that ever start. */
  readonly first: number;
  readonly last: number;
  readonly scripted: ReadonlyMap<number, ScriptedRun>;
  /** Runs beside the regular ones, oldest first. */
  readonly extra: SimulatedRun[];
  /** The last few runs that were asked for, by number: whoever looks at a job looks at the same ones again and again. */
  readonly known: Map<number, SimulatedRun>;
}

const MOST_KNOWN = 16;
const FAILURE = 10;
const MOST_TRIES = 10;
const [JITTER, LENGTH, TRIES] = [0, 1, 2] as const;
const DRAWS = 3;

/** The last run that had started by then; `null` where none had. */
export function startedBy(timeline: Timeline, at: EpochMs): SimulatedRun | null {
  return lastOf(timeline, at, hasStarted);
}

/** The last run that had ended by then. */
export function endedBy(timeline: Timeline, at: EpochMs): SimulatedRun | null {
  return lastOf(timeline, at, hasEnded);
}

/** When the last good run had ended by then; not looked for further back than a month of daily runs. */
export function succeededBy(timeline: Timeline, at: EpochMs): EpochMs | null {
  let run = endedBy(timeline, at);
  for (let looks = 0; run !== null && looks < 30; looks += 1) {
    if (run.exitCode <= 2) return run.endedAt;
    run = endedBy(timeline, run.endedAt - 1);
  }
  return null;
}

/** Every moment in the range at which a run starts or ends, oldest first. */
export function momentsIn(timeline: Timeline, from: EpochMs, to: EpochMs): readonly EpochMs[] {
  const { origin, periodMs, first, last, extra } = timeline;
  const moments: EpochMs[] = [];
  const add = ({ startedAt, endedAt }: SimulatedRun) => {
    if (startedAt > from && startedAt <= to) moments.push(startedAt);
    if (endedAt > from && endedAt <= to) moments.push(endedAt);
  };
  const end = Math.min(last, Math.floor((to - origin) / periodMs));
  for (let number = Math.max(first, Math.floor((from - origin) / periodMs) - 1); number <= end; number += 1) {
    add(runAt(timeline, number));
  }
  if (extra.length === 0) return moments;
  for (const run of extra) add(run);
  return moments.sort((one, other) => one - other);
}

function lastOf(
  timeline: Timeline,
  at: EpochMs,
  isIn: (run: SimulatedRun, at: EpochMs) => boolean,
): SimulatedRun | null {
  const { origin, periodMs, first, last, extra } = timeline;
  const beside = extra.length === 0 ? null : (extra.findLast((run) => isIn(run, at)) ?? null);
  for (let number = Math.min(last, Math.floor((at - origin) / periodMs)); number >= first; number -= 1) {
    const run = runAt(timeline, number);
    if (isIn(run, at)) return beside === null || run.startedAt > beside.startedAt ? run : beside;
  }
  return beside;
}

function hasStarted({ startedAt }: SimulatedRun, at: EpochMs): boolean {
  return startedAt <= at;
}

function hasEnded({ endedAt }: SimulatedRun, at: EpochMs): boolean {
  return endedAt <= at;
}

function runAt(timeline: Timeline, number: number): SimulatedRun {
  const { known } = timeline;
  let run = known.get(number);
  if (run === undefined) {
    run = makeRun(timeline, number);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(number, run);
  }
  return run;
}

function makeRun(timeline: Timeline, number: number): SimulatedRun {
  const { seed, origin, periodMs, jitterMs, usualSeconds, usualExit, scripted } = timeline;
  const script = scripted.get(number);
  // What the demo begins with, and what is scripted, is where it should be.
  const jitter = number === 0 || script !== undefined ? 0 : randomAt(seed, number * DRAWS + JITTER) * jitterMs;
  const startedAt = Math.floor((origin + number * periodMs + jitter) / 1000) * 1000;
  const seconds = script?.seconds ?? lengthOf(usualSeconds, randomAt(seed, number * DRAWS + LENGTH));
  const exitCode = script?.exitCode ?? usualExit(number);
  const tries = exitCode >= FAILURE ? MOST_TRIES : randomAt(seed, number * DRAWS + TRIES) < 0.05 ? 2 : 1;
  return { startedAt, endedAt: startedAt + seconds * 1000, exitCode, attempts: tries };
}

function lengthOf(usual: Seconds, random: number): Seconds {
  return Math.max(1, Math.round(usual * (0.85 + 0.3 * random)));
}
