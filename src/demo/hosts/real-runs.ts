import type { Files } from '../../ports/files.ts';
import type { SimulatedJob } from '../fleet/simulated-host.ts';
import type { SimulatedRun } from '../fleet/timeline.ts';
import { classicTextfile, type HostFolder, labelledTextfile } from './host-folder.ts';

const MAX_BYTES = 64 * 1024;
const CLASSIC = /^\S+_last_(run_start|run_seconds|exitcode) (\d{1,12})$/gm;
const LABELLED = /^duplicati_job_(\w+)\{.*\} (\d{1,12})$/gm;

/**
 * Reads the metrics that real runs of a job leave on its host, and puts the runs into the job's timeline: pages, alerts and history follow from
 * that. What the first look finds is known already.
 */
export class RealRuns {
  readonly #folder: HostFolder;
  readonly #job: SimulatedJob;
  readonly #files: Files;
  /** Runs of the story that are played: they are in the timeline as the story has them. */
  readonly #played: SimulatedRun[] = [];
  /** As it was found last; `null` before the first look. */
  #text: string | null = null;

  constructor(folder: HostFolder, job: SimulatedJob, files: Files) {
    this.#folder = folder;
    this.#job = job;
    this.#files = files;
  }

  get job(): SimulatedJob {
    return this.#job;
  }

  /** Whether a real run goes on, as far as its wrapper tells. */
  get isRunning(): boolean {
    return this.#job.timeline.extra.at(-1)?.endedAt === Number.POSITIVE_INFINITY;
  }

  hasPlayed(run: SimulatedRun): boolean {
    return this.#played.some(({ startedAt }) => startedAt === run.startedAt);
  }

  play(run: SimulatedRun): void {
    this.#played.push(run);
  }

  async read(): Promise<void> {
    const better = this.#folder.host.edition === 'better';
    const file = (better ? labelledTextfile : classicTextfile)(this.#folder, this.#job);
    const text = await this.#files.readText(file, MAX_BYTES).catch(() => '');
    const known = this.#text;
    this.#text = text;
    if (known === null || text === known) return;
    const run = (better ? labelledRun : classicRun)(text, this.#folder.host.clockAheadSeconds * 1000);
    if (run !== null && !this.#played.some((played) => covers(played, run))) this.#add(run);
  }

  #add(run: SimulatedRun): void {
    const { extra } = this.#job.timeline;
    // Nobody else starts it any more, whatever the story says.
    const kept = extra.filter(({ startedAt }) => startedAt < run.startedAt);
    extra.splice(0, extra.length, ...kept, run);
  }
}

function covers(played: SimulatedRun, { startedAt }: SimulatedRun): boolean {
  return startedAt >= played.startedAt && startedAt <= played.endedAt;
}

function classicRun(text: string, aheadMs: number): SimulatedRun | null {
  const values = valuesIn(text, CLASSIC);
  const [start, seconds, exitCode] = ['run_start', 'run_seconds', 'exitcode'].map((name) => values.get(name));
  if (start === undefined || seconds === undefined || exitCode === undefined) return null;
  const startedAt = start * 1000 - aheadMs;
  return { startedAt, endedAt: startedAt + seconds * 1000, exitCode, attempts: 1 };
}

function labelledRun(text: string, aheadMs: number): SimulatedRun | null {
  const values = valuesIn(text, LABELLED);
  const start = values.get('last_start_timestamp_seconds');
  if (start === undefined) return null;
  const startedAt = start * 1000 - aheadMs;
  const seconds = values.get('running') === 1 ? Number.POSITIVE_INFINITY : (values.get('last_duration_seconds') ?? 0);
  return {
    startedAt,
    endedAt: startedAt + seconds * 1000,
    exitCode: values.get('last_exit_code') ?? 0,
    attempts: values.get('last_attempts') ?? 1,
  };
}

function valuesIn(text: string, pattern: RegExp): ReadonlyMap<string, number> {
  return new Map(Array.from(text.matchAll(pattern), ([, name = '', value]) => [name, Number(value)]));
}
