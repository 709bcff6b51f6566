import type { Target } from '../domain/target.ts';
import type { ExporterAddress } from '../sources/exporter/outcome.ts';
import type { PrometheusReading } from '../sources/prometheus/read.ts';

const HOST_AND_PORT = /^(?:\[[0-9a-f:.]+\]|[^\s:/]+):\d{1,5}$/i;

/** The exporters that a Prometheus scrapes: those it has series of, and those that `isWanted` takes for one though they are silent. */
export function addressesIn(
  reading: PrometheusReading,
  isWanted: (target: Target) => boolean,
): readonly ExporterAddress[] {
  const shown = new Set(reading.instances.map(({ instance, scrapeJob }) => `${instance}\0${scrapeJob ?? ''}`));
  return targetsOf(reading)
    .filter((target) => shown.has(`${target.instance}\0${target.scrapeJob}`) || isWanted(target))
    .map(({ scrapeUrl, instance, scrapeJob }) => ({ url: scrapeUrl, instance, scrapeJob }));
}

/** The targets, or what `up` tells of them where the server lists none: then an instance that looks like an address is taken for one. */
export function targetsOf(reading: PrometheusReading): readonly Target[] {
  const { targets, up, instances, source } = reading;
  if (targets !== null) return targets;
  const scrapeJobs = new Map(instances.map(({ instance, scrapeJob }) => [instance, scrapeJob ?? '']));
  return Array.from(up)
    .filter(([instance]) => HOST_AND_PORT.test(instance))
    .map(([instance, healthy]) => ({
      source,
      instance,
      scrapeJob: scrapeJobs.get(instance) ?? '',
      scrapeUrl: `http://${instance}/metrics`,
      health: healthy ? 'up' : 'down',
      lastError: null,
      lastScrapeAt: null,
      scrapeIntervalSeconds: null,
    }));
}

/** Whom two addresses reach: the same whether `/metrics` and the slash are written or not. */
export function addressKey(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null) return url;
  const path = parsed.pathname === '/' ? '/metrics' : parsed.pathname.replace(/\/$/, '');
  return `${parsed.protocol}//${parsed.host}${path}${parsed.search}`;
}
