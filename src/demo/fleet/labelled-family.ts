import { dbPathOf } from '../../domain/db-path.ts';
import type { Family } from './family.ts';
import { isRunning, type JobState } from './job-state.ts';
import { unix, unixOrNull } from './unix.ts';

/** One name of the labelled family, as the better wrapper writes it. */
interface LabelledName {
  readonly name: string;
  readonly help: string;
  /** `null`: not known yet, so not written. */
  readonly value: (state: JobState) => number | null;
  /** Labels beside host and path. */
  readonly more?: (path: string) => Readonly<Record<string, string>>;
}

const WRAPPER_VERSION = '1';

export const LABELLED: readonly LabelledName[] = [
  {
    name: 'duplicati_job_info',
    help: 'Where the database of the job is, and which wrapper runs it.',
    value: ({ started }) => started && 1,
    more: (path) => ({ dbpath: dbPathOf(path, 'better'), wrapper_version: WRAPPER_VERSION }),
  },
  {
    name: 'duplicati_job_last_attempts',
    help: 'How often the last run was tried.',
    value: (state) => state.started && (isRunning(state) ? 1 : state.started.attempts),
  },
  {
    name: 'duplicati_job_last_completion_timestamp_seconds',
    help: 'When the last run ended.',
    value: ({ ended }) => ended && unix(ended.endedAt),
  },
  {
    name: 'duplicati_job_last_duration_seconds',
    help: 'How long the last run took.',
    value: ({ ended }) => ended && unix(ended.endedAt - ended.startedAt),
  },
  {
    name: 'duplicati_job_last_exit_code',
    help: 'Exit code of the last run.',
    value: ({ ended }) => ended?.exitCode ?? null,
  },
  {
    name: 'duplicati_job_last_start_timestamp_seconds',
    help: 'When the last run started.',
    value: ({ started }) => started && unix(started.startedAt),
  },
  {
    name: 'duplicati_job_last_success_timestamp_seconds',
    help: 'When the last good backup ended.',
    value: ({ succeededAt }) => unixOrNull(succeededAt),
  },
  {
    name: 'duplicati_job_running',
    help: '1 while a run is going on.',
    value: (state) => state.started && (isRunning(state) ? 1 : 0),
  },
];

/** How the family of such a name begins on a page. */
export function labelledFamily({ name, help }: LabelledName, series: Family['series']): Family {
  return { name, help, type: 'gauge', collector: 'textfile', series };
}
