import type { InstanceReading, SourceId } from '../../domain/reading.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { SourceError } from '../source-error.ts';

/** A node exporter to ask. */
export interface ExporterAddress {
  /** `http://10.0.0.5:9100`, with or without a path; may hold credentials and query parameters. */
  readonly url: string;
  /** Prometheus' `instance` label, or `host:port` where no Prometheus names it. */
  readonly instance: string;
  /** Prometheus' `job` label. */
  readonly scrapeJob: string | null;
}

/** How asking one exporter went. */
export type ExporterOutcome = {
  readonly address: ExporterAddress;
  readonly source: SourceId;
  /** When it was asked. */
  readonly fetchedAt: EpochMs;
  readonly durationMs: number;
} & ({ readonly ok: true; readonly reading: InstanceReading } | { readonly ok: false; readonly error: SourceError });
