import type { Job } from '../../../domain/job.ts';
import type { Model } from '../../model.ts';

/** The job before or behind in the table, in its order and with its filter; `null` at the end, or where the job is not in the table. */
export function neighbourOf(job: Job, by: 1 | -1, { stack }: Model): Job | null {
  const fleet = stack.find((state) => state.screen === 'fleet');
  if (fleet === undefined) return null;
  const { rows } = fleet;
  const from = rows.findIndex((row) => row.kind === 'job' && row.job.id === job.id);
  if (from < 0) return null;
  for (let at = from + by; at >= 0 && at < rows.length; at += by) {
    const row = rows[at];
    if (row?.kind === 'job') return row.job;
  }
  return null;
}
