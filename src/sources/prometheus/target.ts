import type { SourceId } from '../../domain/reading.ts';
import type { Target } from '../../domain/target.ts';
import type { EpochMs } from '../../domain/time.ts';
import { withoutCredentials, withoutSecrets } from '../../text/shown-url.ts';
import { parseDuration } from './duration.ts';
import { isTooLong, keptText } from './foreign-text.ts';
import type { Parsed } from './sample.ts';

/** `data` of `/api/v1/targets`; `null` where it has no list of active targets. */
export function parseTargets(data: unknown, source: SourceId): Parsed<Target> | null {
  const { activeTargets } = (data ?? {}) as { activeTargets?: unknown };
  if (!Array.isArray(activeTargets)) return null;
  const items: Target[] = [];
  for (const element of activeTargets) {
    const target = parseTarget(element, source);
    if (target !== null) items.push(target);
  }
  return { items, dropped: activeTargets.length - items.length };
}

function parseTarget(element: unknown, source: SourceId): Target | null {
  const { labels, scrapeUrl, health, lastError, lastScrape, scrapeInterval, discoveredLabels } = (element ??
    {}) as Record<string, unknown>;
  const { instance, job } = (labels ?? {}) as Record<string, unknown>;
  if (typeof instance !== 'string' || typeof job !== 'string' || typeof scrapeUrl !== 'string') return null;
  if (isTooLong(instance) || isTooLong(job) || isTooLong(scrapeUrl)) return null;
  const discovered = (discoveredLabels ?? {}) as Record<string, unknown>;
  return {
    source,
    instance,
    scrapeJob: job,
    scrapeUrl: withoutCredentials(scrapeUrl),
    health: health === 'up' || health === 'down' ? health : 'unknown',
    lastError: keptText(typeof lastError === 'string' ? withoutSecrets(lastError) : null),
    lastScrapeAt: parseMoment(lastScrape),
    // VictoriaMetrics has it only among the discovered labels.
    scrapeIntervalSeconds: parseDuration(scrapeInterval ?? discovered.__scrape_interval__),
  };
}

/** RFC 3339 with any number of decimals; `null` for Go's zero time ("never") and for what is no moment. */
export function parseMoment(text: unknown): EpochMs | null {
  if (typeof text !== 'string' || text.length > 64) return null;
  const at = Date.parse(text);
  return at > 0 ? at : null;
}
