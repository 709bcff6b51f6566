import type { EpochMs } from '../../domain/time.ts';
import type { ServedSeries } from './family.ts';
import type { SimulatedJob } from './simulated-host.ts';
import { endedBy, momentsIn, type SimulatedRun, startedBy, succeededBy, type Timeline } from './timeline.ts';

/** What the wrapper's files, as they are served, tell about a job. */
export interface JobState {
  /** `null`: none has ended, or there is no file. */
  readonly ended: SimulatedRun | null;
  /** The last one to have begun: it goes on where it is not `ended`. */
  readonly started: SimulatedRun | null;
  readonly succeededAt: EpochMs | null;
}

const NOTHING: JobState = { ended: null, started: null, succeededAt: null };

/** The state of one job at any moment. The last answer is kept: all series of the job ask for it in turn. */
class JobStates {
  readonly job: SimulatedJob;
  readonly #knowsStarts: boolean;
  #known = Number.NaN;
  #state = NOTHING;

  constructor(job: SimulatedJob, knowsStarts: boolean) {
    this.job = job;
    this.#knowsStarts = knowsStarts;
  }

  at(at: EpochMs): JobState {
    if (at === this.#known) return this.#state;
    this.#known = at;
    this.#state = stateAt(this.job, at, this.#knowsStarts);
    return this.#state;
  }
}

/** Makes series of what a job's state is at any moment; the classic wrapper tells of a run when it has ended. */
export function seriesOf(
  job: SimulatedJob,
  knowsStarts: boolean,
): (labels: ServedSeries['labels'], value: (state: JobState) => number | null) => ServedSeries {
  const states = new JobStates(job, knowsStarts);
  return (labels, value) => new JobSeries(labels, states, value);
}

class JobSeries implements ServedSeries {
  readonly labels: ServedSeries['labels'];
  readonly #states: JobStates;
  readonly #value: (state: JobState) => number | null;

  constructor(labels: ServedSeries['labels'], states: JobStates, value: (state: JobState) => number | null) {
    this.labels = labels;
    this.#states = states;
    this.#value = value;
  }

  valueAt(at: EpochMs): number | null {
    return this.#value(this.#states.at(at));
  }

  changesIn(from: EpochMs, to: EpochMs): readonly EpochMs[] {
    const { timeline, textfile } = this.#states.job;
    const moments = momentsIn(timeline, from, to);
    return textfile.kind === 'removed' && textfile.at > from && textfile.at <= to
      ? [...moments, textfile.at].sort((one, other) => one - other)
      : moments;
  }
}

/** The run that the classic series tell. */
export function servedRun(job: SimulatedJob, at: EpochMs): SimulatedRun | null {
  const told = toldAt(job, at);
  return told === null ? null : endedBy(job.timeline, told);
}

/** Whether a run goes on. */
export function isRunning({ started, ended }: JobState): boolean {
  return started !== null && started.startedAt !== ended?.startedAt;
}

function stateAt(job: SimulatedJob, at: EpochMs, knowsStarts: boolean): JobState {
  const told = toldAt(job, at);
  if (told === null) return NOTHING;
  const { timeline } = job;
  const ended = endedBy(timeline, told);
  if (!knowsStarts) return { ended, started: null, succeededAt: null };
  return { ended, started: startedBy(timeline, told), succeededAt: succeededBy(timeline, told) };
}

/** The moment whose truth is served: a copy goes on telling what was true when it was made. `null`: no file is served. */
function toldAt({ textfile, timeline }: SimulatedJob, at: EpochMs): EpochMs | null {
  if (textfile.kind === 'rejected' || (textfile.kind === 'removed' && isRemoved(textfile.at, timeline, at)))
    return null;
  return textfile.kind === 'hidden' ? Math.min(at, textfile.copiedAt) : at;
}

/** The next run to end writes the file anew. */
function isRemoved(removedAt: EpochMs, timeline: Timeline, at: EpochMs): boolean {
  return at >= removedAt && (endedBy(timeline, at)?.endedAt ?? 0) < removedAt;
}
