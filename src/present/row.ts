import type { Cause } from '../domain/cause.ts';
import type { Job } from '../domain/job.ts';
import type { Host, Snapshot } from '../domain/snapshot.ts';
import { type Status, statusRank } from '../domain/status.ts';

/** A host with a fault that belongs to no known job. */
export interface FaultyHost extends Host {
  readonly cause: Cause;
}

/** One line of the table: a job, or a fault of a host, behind which may be a job that nobody sees. */
export type Row = JobRow | HostRow;
interface JobRow {
  readonly kind: 'job';
  readonly job: Job;
}
interface HostRow {
  readonly kind: 'host';
  readonly host: FaultyHost;
}

/** The word in the status column: a job's status, or `host`. */
export type RowStatus = Status | 'host';

/** Faults of hosts, then jobs, as the snapshot has them. */
export function rowsOf(snapshot: Snapshot): readonly Row[] {
  const rows: Row[] = [];
  for (const host of snapshot.hosts) if (isFaulty(host)) rows.push({ kind: 'host', host });
  for (const job of snapshot.jobs) rows.push({ kind: 'job', job });
  return rows;
}

export function rowStatus(row: Row): RowStatus {
  return row.kind === 'job' ? row.job.status : 'host';
}

/**
 * 0 is the worst. A fault of a host stands right before missing jobs and behind failed ones: what failed is known to be broken,
 * while behind a host's fault may be any number of jobs of which nothing is known.
 */
export function rowRank(row: Row): number {
  return row.kind === 'job' ? statusRank(row.job.status) : statusRank('missing') - 0.5;
}

/** `null` for a fault of a host. */
export function rowJob(row: Row): Job | null {
  return row.kind === 'job' ? row.job : null;
}

export function rowHost(row: Row): string {
  return row.kind === 'job' ? row.job.host : row.host.host;
}

export function rowInstance(row: Row): string | null {
  return row.kind === 'job' ? row.job.instance : row.host.instance;
}

export function rowCause(row: Row): Cause | null {
  return row.kind === 'job' ? row.job.cause : row.host.cause;
}

function isFaulty(host: Host): host is FaultyHost {
  return host.cause !== null;
}
