import type { Job } from './job.ts';
import type { Host, Summary } from './snapshot.ts';
import { STATUSES, type Status } from './status.ts';

/** How many jobs there are of each status, and how many hosts have a fault of their own. */
export function summarise(jobs: readonly Job[], hosts: readonly Host[]): Summary {
  const counts = Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<Status, number>;
  for (const { status } of jobs) counts[status] += 1;
  return { ...counts, total: jobs.length, hostProblems: hosts.filter(({ cause }) => cause !== null).length };
}
