import { betterKey } from '../../src/domain/db-path.ts';
import type { EpochMs, Seconds } from '../../src/domain/time.ts';
import type { LabFile } from './textfile.ts';

/** What the better wrapper publishes of a job, beside the classic three numbers. */
export interface LabelledState {
  readonly startedAt: EpochMs;
  /** `null`: no run has ended yet. */
  readonly completed: { readonly at: EpochMs; readonly seconds: Seconds; readonly exitCode: number } | null;
  readonly succeededAt: EpochMs | null;
  readonly attempts: number;
  readonly running: boolean;
}

/** The better wrapper's second file: the labelled family for one job, named by the base32 key of its path. */
export function labelledFile(host: string, path: string, state: LabelledState): LabFile {
  const labels = `host="${escaped(host)}",path="${escaped(path)}"`;
  const key = betterKey(path);
  const lines: string[] = [];
  const add = (name: string, help: string, value: number | null, more = ''): void => {
    if (value === null) return;
    lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, `${name}{${labels}${more}} ${value}`);
  };
  const { startedAt, completed, succeededAt, attempts, running } = state;
  add('duplicati_job_last_start_timestamp_seconds', 'When the last run started.', seconds(startedAt));
  add('duplicati_job_last_completion_timestamp_seconds', 'When the last run ended.', seconds(completed?.at ?? null));
  add('duplicati_job_last_success_timestamp_seconds', 'When the last good backup ended.', seconds(succeededAt));
  add('duplicati_job_last_duration_seconds', 'How long the last run took.', completed?.seconds ?? null);
  add('duplicati_job_last_exit_code', 'Exit code of the last run.', completed?.exitCode ?? null);
  add('duplicati_job_last_attempts', 'How often the last run was tried.', attempts);
  add('duplicati_job_running', '1 while a run is going on.', running ? 1 : 0);
  const info = `,dbpath="/var/duplicati_${key}.sqlite",wrapper_version="1"`;
  add('duplicati_job_info', 'Where the database of the job is, and which wrapper runs it.', 1, info);
  const writtenAt = running ? startedAt : (completed?.at ?? startedAt);
  return { name: `duplicati_job_${key}.prom`, text: `${lines.join('\n')}\n`, writtenAt };
}

function seconds(at: EpochMs | null): Seconds | null {
  return at === null ? null : Math.floor(at / 1000);
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
