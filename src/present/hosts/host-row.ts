import type { Job } from '../../domain/job.ts';
import type { Host, Snapshot } from '../../domain/snapshot.ts';
import { type Status, statusRank } from '../../domain/status.ts';
import { type RowStatus, rowRank } from '../row.ts';

/** One line of the table of hosts. */
export interface HostRow {
  /** What stays the same of a host while everything else of it may change. */
  readonly key: string;
  readonly host: Host;
  /** Worst first. */
  readonly jobs: readonly Job[];
  /** How many of its jobs there are of each status. */
  readonly counts: Readonly<Partial<Record<Status, number>>>;
}

/** Which host something is on: that of its instance, or the one with its name where no instance is known. */
export function hostKey({ host, instance }: { readonly host: string; readonly instance: string | null }): string {
  return instance === null ? `host\0${host}` : `instance\0${instance}`;
}

/** All hosts of the snapshot with their jobs, in its order. */
export function hostRowsOf({ hosts, jobs }: Snapshot): readonly HostRow[] {
  const byHost = Map.groupBy(jobs, hostKey);
  return hosts.map((host) => {
    const key = hostKey(host);
    const own = (byHost.get(key) ?? []).toSorted((one, other) => statusRank(one.status) - statusRank(other.status));
    return { key, host, jobs: own, counts: countsOf(own) };
  });
}

/** `host` where it has a fault of its own, else the status of the worst of its jobs; `null` for a host without either. */
export function hostStatus({ host, jobs }: HostRow): RowStatus | null {
  return host.cause !== null ? 'host' : (jobs[0]?.status ?? null);
}

/** 0 is the worst, as in the table of jobs; but a fault of the host comes before whatever its jobs are. */
export function hostRank(row: HostRow): number {
  const { host, jobs } = row;
  if (host.cause !== null) return FAULT;
  const [worst] = jobs;
  return worst === undefined ? FINE : rowRank({ kind: 'job', job: worst });
}

const FAULT = -1;
const FINE = Number.POSITIVE_INFINITY;

function countsOf(jobs: readonly Job[]): HostRow['counts'] {
  const counts: Partial<Record<Status, number>> = {};
  for (const { status } of jobs) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
