import type { Job, JobId } from './job.ts';
import type { Snapshot } from './snapshot.ts';

/** What became of a job between two snapshots. */
export type Change = {
  readonly job: Job;
} & (
  | { readonly type: 'appeared' | 'gone' }
  | {
      readonly type: 'changed';
      readonly before: Job /** What is another one now. */;
      readonly what: readonly ('status' | 'run')[];
    }
);

/** In the order of the later snapshot, jobs that are gone last. Without an earlier one, every job has appeared. */
export function changesBetween(before: Snapshot | null, after: Snapshot): readonly Change[] {
  const known = new Map<JobId, Job>(before?.jobs.map((job) => [job.id, job]));
  const changes: Change[] = [];
  for (const job of after.jobs) {
    const earlier = known.get(job.id);
    known.delete(job.id);
    if (earlier === undefined) {
      changes.push({ type: 'appeared', job });
      continue;
    }
    const what = [
      ...(earlier.status === job.status ? [] : ['status' as const]),
      ...(isSameRun(earlier, job) ? [] : ['run' as const]),
    ];
    if (what.length > 0) changes.push({ type: 'changed', job, before: earlier, what });
  }
  for (const job of known.values()) changes.push({ type: 'gone', job });
  return changes;
}

/** A run that is begun, ended, or known better than before. */
function isSameRun(one: Job, other: Job): boolean {
  return (
    one.runningSince === other.runningSince &&
    one.lastRun?.startedAt === other.lastRun?.startedAt &&
    one.lastRun?.exitCode === other.lastRun?.exitCode &&
    one.lastRun?.durationSeconds === other.lastRun?.durationSeconds
  );
}
