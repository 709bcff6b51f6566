import type { Job } from '../domain/job.ts';
import type { Host, Snapshot } from '../domain/snapshot.ts';
import { summarise } from '../domain/summary.ts';
import type { Row } from './row.ts';

/**
 * The snapshot with only what the rows show, in their order: of a filter, a sort, or both. A host that is fine stays while one of its jobs
 * does. The summary counts what is left.
 */
export function narrowTo(snapshot: Snapshot, rows: readonly Row[]): Snapshot {
  const jobs: Job[] = [];
  const faulty: Host[] = [];
  for (const row of rows) {
    if (row.kind === 'job') jobs.push(row.job);
    else faulty.push(row.host);
  }
  const kept = new Set<Host>(faulty);
  const withJobs = new Set(jobs.map(placeOf));
  const others = snapshot.hosts.filter((host) => !kept.has(host) && withJobs.has(placeOf(host)));
  const hosts = [...faulty, ...others];
  return { ...snapshot, jobs, hosts, summary: summarise(jobs, hosts) };
}

function placeOf({ host, instance }: { readonly host: string; readonly instance: string | null }): string {
  return `${host}\0${instance ?? ''}`;
}
