import type { SourceId } from './reading.ts';
import type { EpochMs, Seconds } from './time.ts';

/** A scrape target as Prometheus lists it. */
export interface Target {
  readonly source: SourceId;
  readonly instance: string;
  /** The `job` label; in the field's scrape configuration it is the host's name. */
  readonly scrapeJob: string;
  readonly scrapeUrl: string;
  readonly health: 'up' | 'down' | 'unknown';
  readonly lastError: string | null;
  readonly lastScrapeAt: EpochMs | null;
  readonly scrapeIntervalSeconds: Seconds | null;
}
