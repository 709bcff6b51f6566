import type { Metric } from '../../../domain/metric.ts';
import type { InstanceReading, LabelledRun } from '../../../domain/reading.ts';
import type { Run } from '../../../domain/run.ts';
import type { EpochMs } from '../../../domain/time.ts';
import { createProblems, type Problems } from '../../exposition/problems.ts';
import { latelyOf } from '../../lately.ts';
import { newest } from './copies.ts';

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

type RunDraft = Mutable<Run> & { readonly copy: string };
type LabelledDraft = Mutable<LabelledRun> & { readonly copy: string };

/** An instance while its samples come in, in any order. */
export interface InstanceDraft {
  readonly instance: string;
  readonly scrapeJob: string;
  /** When the server evaluated the query. */
  readonly evaluatedAt: EpochMs;
  readonly nodenames: Set<string>;
  readonly runs: Map<Metric, RunDraft[]>;
  /** By host and path. */
  readonly labelled: Map<string, LabelledDraft[]>;
  readonly textFiles: Map<string, EpochMs>;
  textfileError: boolean | null;
  gatheringErrors: number | null;
  readonly problems: Problems;
}

export function startInstance(instance: string, scrapeJob: string, evaluatedAt: EpochMs): InstanceDraft {
  return {
    instance,
    scrapeJob,
    evaluatedAt,
    nodenames: new Set(),
    runs: new Map(),
    labelled: new Map(),
    textFiles: new Map(),
    textfileError: null,
    gatheringErrors: null,
    problems: createProblems(),
  };
}

/** `null` for an instance that is neither a node exporter nor has jobs: anything may count gathering errors. */
export function finishInstance(
  draft: InstanceDraft,
  rest: Pick<InstanceReading, 'source' | 'at' | 'stale'>,
): InstanceReading | null {
  const { instance, scrapeJob, nodenames, textfileError, gatheringErrors, problems } = draft;
  const isRelevant =
    draft.runs.size > 0 ||
    draft.labelled.size > 0 ||
    draft.textFiles.size > 0 ||
    nodenames.size > 0 ||
    textfileError !== null;
  if (!isRelevant) return null;
  if (nodenames.size > 1) {
    problems.add(
      `instance ${instance}`,
      'more than one machine, told apart only by another label',
      [...nodenames].join(', '),
    );
  }
  return {
    ...rest,
    instance,
    scrapeJob,
    nodename: nodenames.values().next().value ?? null,
    runs: runsOf(draft),
    labelled: labelledOf(draft),
    textfileError,
    textFiles: Array.from(draft.textFiles, ([file, modifiedAt]) => ({ file, modifiedAt })),
    filesByMetric: new Map(),
    gatheringErrors,
    gatheringErrorsLately: latelyOf(gatheringErrors),
    problems: problems.list(),
  };
}

function runsOf({ runs }: InstanceDraft): ReadonlyMap<Metric, Run> {
  const finished = new Map<Metric, Run>();
  for (const [metric, copies] of runs) {
    const run = newest(copies, ({ startedAt }) => startedAt);
    if (run === undefined || (run.startedAt ?? run.durationSeconds ?? run.exitCode) === null) continue;
    const { startedAt, durationSeconds, exitCode } = run;
    finished.set(metric, { startedAt, durationSeconds, exitCode });
  }
  return finished;
}

function labelledOf({ labelled }: InstanceDraft): readonly LabelledRun[] {
  const finished: LabelledRun[] = [];
  for (const copies of labelled.values()) {
    const best = newest(copies, ({ lastStartAt }) => lastStartAt);
    if (best === undefined) continue;
    const { copy: _, ...run } = best;
    finished.push(run);
  }
  return finished;
}
