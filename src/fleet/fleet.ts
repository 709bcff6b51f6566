import type { DeclaredJob } from '../domain/declared-job.ts';
import type { SourceId } from '../domain/reading.ts';
import type { EpochMs } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Http } from '../ports/http.ts';
import type { SweepOptions } from '../sources/exporter/sweep.ts';
import type { Prometheus } from '../sources/prometheus/client.ts';
import type { SafeText } from '../text/safe-text.ts';
import type { JudgeSettings } from './merge/readings.ts';

/** Whom to ask about the fleet, and how to judge what they say. */
export interface Fleet {
  readonly prometheus: readonly Prometheus[];
  readonly exporters: {
    /** Asked whatever a Prometheus knows. */
    readonly urls: readonly string[];
    /** Whether the exporters that a Prometheus scrapes are asked too. */
    readonly direct: boolean;
    readonly options: SweepOptions;
  };
  readonly declared: readonly DeclaredSource[];
  /** Whether Prometheus is asked for earlier runs and last known values. */
  readonly history: boolean;
  readonly settings: JudgeSettings;
}

/** A configuration or an inventory that names jobs, or what is remembered of hosts. */
export interface DeclaredSource {
  readonly id: SourceId;
  readonly kind: 'config' | 'ansible' | 'host';
  readonly name: string;
  /** File or folder. */
  readonly path: string;
  /** @throws Error with a message that is safe to show, when it can't be read */
  read(): Promise<{ readonly jobs: readonly DeclaredJob[]; readonly warnings: readonly SafeText[] }>;
}

export interface FleetPorts {
  readonly http: Http;
  readonly clock: Clock;
}

export interface Timed {
  readonly fetchedAt: EpochMs;
  readonly durationMs: number;
}
