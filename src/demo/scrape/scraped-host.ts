import type { EpochMs, Seconds } from '../../domain/time.ts';
import type { Family } from '../fleet/family.ts';
import { hostPage } from '../fleet/host-page.ts';
import { randomAt, seedOf } from '../fleet/random.ts';
import { outageAt, RETENTION_MS, type SimulatedFleet, type SimulatedHost } from '../fleet/simulated-host.ts';

/** Where a host's exporter is found. */
export interface Place {
  readonly instance: string;
  readonly scrapeUrl: string;
}

/** A host as the simulated Prometheus has it as a target. */
export interface ScrapedHost extends Place {
  readonly host: SimulatedHost;
  readonly families: readonly Family[];
  /** When samples of it begin. */
  readonly since: EpochMs;
  /** The last scrape that was over by then. */
  scrapedBy(at: EpochMs): EpochMs;
}

export const SCRAPE_SECONDS: Seconds = 5;
const SCRAPE_MS = SCRAPE_SECONDS * 1000;

/** Targets are scraped at moments of their own, spread over the interval, as Prometheus does it. */
export function scrapedHosts({ hosts, startedAt }: SimulatedFleet, places: readonly Place[]): readonly ScrapedHost[] {
  return hosts.map((host, number) => {
    const { instance = '', scrapeUrl = '' } = places[number] ?? {};
    const phase = Math.floor(randomAt(seedOf(0, host.scrapeJob), 9) * SCRAPE_MS);
    return {
      host,
      instance,
      scrapeUrl,
      families: hostPage(host, startedAt),
      since: startedAt - RETENTION_MS,
      scrapedBy: (at) => at - ((((at - phase) % SCRAPE_MS) + SCRAPE_MS) % SCRAPE_MS),
    };
  });
}

/** Stretches of the range in which the host's metrics could be had, oldest first. */
export function openSpans(
  { host, since }: ScrapedHost,
  from: EpochMs,
  to: EpochMs,
): readonly (readonly [EpochMs, EpochMs])[] {
  const spans: (readonly [EpochMs, EpochMs])[] = [];
  let begin = Math.max(from, since);
  for (const outage of host.outages) {
    if (outage.from >= to) break;
    if (outage.to <= begin) continue;
    if (outage.from > begin) spans.push([begin, outage.from]);
    begin = outage.to;
  }
  if (begin < to) spans.push([begin, to]);
  return spans;
}

export function isOpen(scraped: ScrapedHost, at: EpochMs): boolean {
  return at >= scraped.since && outageAt(scraped.host, at) === null;
}
