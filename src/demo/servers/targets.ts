import type { EpochMs } from '../../domain/time.ts';
import { outageAt } from '../fleet/simulated-host.ts';
import { SCRAPE_SECONDS, type ScrapedHost } from '../scrape/scraped-host.ts';

/** `data` of `/api/v1/targets`. */
export function targetsOf(hosts: readonly ScrapedHost[], state: string | null, now: EpochMs): unknown {
  return {
    activeTargets: state === 'dropped' ? [] : hosts.map((host) => targetOf(host, now)),
    droppedTargets: [],
  };
}

function targetOf(scraped: ScrapedHost, now: EpochMs): unknown {
  const { host, instance, scrapeUrl } = scraped;
  const { host: address, pathname } = new URL(scrapeUrl);
  const lastScrape = scraped.scrapedBy(now);
  const lastError = errorOf(scraped, lastScrape, address);
  return {
    discoveredLabels: {
      __address__: address,
      __metrics_path__: pathname,
      __scheme__: 'http',
      __scrape_interval__: `${SCRAPE_SECONDS}s`,
      __scrape_timeout__: `${SCRAPE_SECONDS}s`,
      job: host.scrapeJob,
    },
    labels: { instance, job: host.scrapeJob },
    scrapePool: host.scrapeJob,
    scrapeUrl,
    globalUrl: scrapeUrl,
    lastError,
    lastScrape: new Date(lastScrape).toISOString(),
    lastScrapeDuration: lastError === '' ? 0.012 : 0.0004,
    health: lastError === '' ? 'up' : 'down',
    scrapeInterval: `${SCRAPE_SECONDS}s`,
    scrapeTimeout: `${SCRAPE_SECONDS}s`,
  };
}

function errorOf({ host, scrapeUrl }: ScrapedHost, at: EpochMs, address: string): string {
  switch (outageAt(host, at)) {
    case null:
      return '';
    case 'unreachable':
      return `Get "${scrapeUrl}": dial tcp ${address}: connect: network is unreachable`;
    case 'down':
      return `Get "${scrapeUrl}": dial tcp ${address}: connect: connection refused`;
    case 'failing':
      return 'server returned HTTP status 502 Bad Gateway';
  }
}
