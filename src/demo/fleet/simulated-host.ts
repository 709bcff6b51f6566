import type { WrapperEdition } from '../../domain/db-path.ts';
import type { Metric } from '../../domain/metric.ts';
import type { EpochMs, Seconds } from '../../domain/time.ts';
import type { Timeline } from './timeline.ts';

/** A machine with backup jobs. */
export interface SimulatedHost {
  /** What `hostname` says there; two may share one. */
  readonly nodename: string;
  /** Name of its scrape job; no two hosts share one. */
  readonly scrapeJob: string;
  readonly edition: WrapperEdition;
  readonly jobs: readonly SimulatedJob[];
  /** How far its clock is ahead of everybody's. */
  readonly clockAheadSeconds: Seconds;
  /** When its exporter gives no metrics, oldest first, without end where `to` is `Infinity`. */
  readonly outages: readonly Outage[];
  /** Whether its textfile folder has a file of no known job that the exporter drops. */
  readonly strayFile: boolean;
}

/** Nothing listens at its port, something else answers there, or there is no way to the host. */
export type OutageKind = 'down' | 'failing' | 'unreachable';

interface Outage {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly kind: OutageKind;
}

/** One path backed up on one host. */
export interface SimulatedJob {
  readonly path: string;
  readonly metric: Metric;
  readonly timeline: Timeline;
  readonly textfile: TextfileFate;
  /** What its two alert rules watch; `null` where it has none. */
  readonly watched: Metric | null;
  readonly maxAgeSeconds: Seconds;
  readonly onHost: JobOnHost;
}

/** What is found of a job on its host, beside what its runs leave there. */
export interface JobOnHost {
  /** Its line in the crontab: there, commented out, taken out, or with a PATH that has no duplicati-cli. */
  readonly line: 'on' | 'off' | 'gone' | 'poor-path';
  /** What a run says that fails. */
  readonly why: string;
  readonly damagedDatabase: boolean;
}

/** What becomes of the file that the wrapper writes. */
export type TextfileFate =
  | { readonly kind: 'served' }
  /** The exporter drops it. */
  | { readonly kind: 'rejected' }
  /** A copy, made after the run that had ended by then, sorts before it and hides it. */
  | { readonly kind: 'hidden'; readonly copiedAt: EpochMs }
  | { readonly kind: 'removed'; readonly at: EpochMs };

export interface SimulatedFleet {
  readonly hosts: readonly SimulatedHost[];
  /** When the demo begins: what is scripted happens from here on. */
  readonly startedAt: EpochMs;
}

/** Samples are kept for so long. */
export const RETENTION_MS = 30 * 86_400_000;

/** Why the exporter gives no metrics at that moment; `null` where it does. */
export function outageAt({ outages }: SimulatedHost, at: EpochMs): OutageKind | null {
  return outages.find(({ from, to }) => from <= at && at < to)?.kind ?? null;
}
