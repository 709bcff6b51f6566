import type { SafeText } from '../text/safe-text.ts';
import type { Cause } from './cause.ts';
import type { Job } from './job.ts';
import type { SourceId, SourceKind } from './reading.ts';
import type { Status } from './status.ts';
import type { EpochMs, Seconds } from './time.ts';

/** The whole fleet at one moment: everything that is shown or printed comes from one of these. */
export interface Snapshot {
  readonly generatedAt: EpochMs;
  readonly sources: readonly SourceState[];
  readonly summary: Summary;
  /** Worst first, then by host and path. */
  readonly jobs: readonly Job[];
  readonly hosts: readonly Host[];
}

export type Summary = Readonly<Record<Status, number>> & { readonly total: number; readonly hostProblems: number };

/** How asking one source went. */
export interface SourceState {
  readonly id: SourceId;
  readonly kind: SourceKind;
  readonly name: string;
  /** Without credentials; a file's path for `config` and `ansible`. */
  readonly url: string;
  readonly ok: boolean;
  readonly fetchedAt: EpochMs;
  readonly durationMs: number;
  readonly error: SafeText | null;
  /** What to do about the error. */
  readonly hint: SafeText | null;
  readonly warnings: readonly SafeText[];
}

/** A machine with backup jobs, or one that may have some which nobody sees. */
export interface Host {
  readonly host: string;
  readonly instance: string | null;
  readonly exporter: {
    readonly url: string | null;
    /** From Prometheus and from the direct request together; `null` where nobody could tell. */
    readonly up: boolean | null;
    readonly error: SafeText | null;
  };
  /** 1 where node_exporter dropped at least one file; `null` where nobody could tell. */
  readonly textfileErrors: number | null;
  /** How many jobs of the snapshot are on it. */
  readonly jobs: number;
  /** When Prometheus last scraped it. */
  readonly lastScrapeAt: EpochMs | null;
  readonly scrapeIntervalSeconds: Seconds | null;
  /** A fault of the host rather than of one known job. */
  readonly cause: Cause | null;
}
