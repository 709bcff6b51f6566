import type { CauseCode } from '../../src/domain/cause.ts';
import type { Status } from '../../src/domain/status.ts';
import type { EpochMs, Seconds } from '../../src/domain/time.ts';
import { classicFile, classicMetricOf, type LabFile, type LabRun } from './textfile.ts';

export const SECOND: EpochMs = 1000;
export const MINUTE: EpochMs = 60 * SECOND;
export const HOUR: EpochMs = 60 * MINUTE;

/** A machine of the lab: one node exporter with its own textfile directory, its own address and host name. */
export interface Machine {
  /** Name of its scrape job: unique. */
  readonly name: string;
  /** What `hostname` says there. */
  readonly nodename: string;
  /** `stops`: it was scraped, then went away. */
  readonly exporter: 'up' | 'stops' | 'never-up';
  /** Serves the whole page of a default node exporter instead of a small one. */
  readonly wholePage: boolean;
  /** Where the scrape configuration sets an `instance` label of its own. */
  readonly instanceLabel: string | null;
  /** There from the start. */
  readonly files: readonly LabFile[];
  /** Put there once Prometheus has scraped the first ones. */
  readonly laterFiles: readonly LabFile[];
  /** Names of files that are gone after the first scrape. */
  readonly removedLater: readonly string[];
  /** Declared jobs, each as the rules spell it. */
  readonly rules: readonly string[];
  /** Runs before the current one, for Prometheus' history. */
  readonly history: readonly History[];
  readonly jobs: readonly ExpectedJob[];
  /** The fault of the host rather than of one of its jobs. */
  readonly hostCause: CauseCode | null;
  /** What there is to see on the host, where it is not about a job. */
  readonly hostTitle: string | null;
}

/** A job that duptop must show, and what it must say of it. */
interface ExpectedJob {
  /** What the situation is, in a sentence. */
  readonly title: string;
  readonly path: string;
  readonly metric: string;
  readonly expected: Verdict;
}

export interface Verdict {
  readonly status: Status;
  readonly cause: CauseCode | null;
}

interface History {
  readonly metric: string;
  readonly runs: readonly LabRun[];
}

/** A machine with nothing on it; `parts` says what is. */
export function machine(name: string, parts: Partial<Machine>): Machine {
  return {
    name,
    nodename: name,
    exporter: 'up',
    wholePage: false,
    instanceLabel: null,
    files: [],
    laterFiles: [],
    removedLater: [],
    rules: [],
    history: [],
    jobs: [],
    hostCause: null,
    hostTitle: null,
    ...parts,
  };
}

/** A machine with one job by the classic wrapper, and its rule. */
export function classicMachine(
  name: string,
  path: string,
  title: string,
  run: LabRun,
  expected: Verdict,
  parts: Partial<Machine> = {},
): Machine {
  const metric = classicMetricOf(parts.nodename ?? name, path);
  return machine(name, {
    files: [classicFile(metric, run)],
    rules: [metric],
    jobs: [{ title, path, metric, expected }],
    ...parts,
  });
}

/** A run that started that long before `now`. */
export function runAgo(now: EpochMs, age: EpochMs, exitCode: number, seconds: Seconds = 812): LabRun {
  return { startedAt: now - age, seconds, exitCode };
}

/** `count` good nightly runs before `run`. */
export function nightsBefore(run: LabRun, count: number, seconds: (night: number) => Seconds): readonly LabRun[] {
  return Array.from({ length: count }, (_, index) => ({
    startedAt: run.startedAt - (count - index) * 24 * HOUR,
    seconds: seconds(index),
    exitCode: 0,
  }));
}
