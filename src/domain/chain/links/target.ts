import { longDuration, shortDuration } from '../../../text/duration.ts';
import { say } from '../../../text/safe-text.ts';
import { shownUrl } from '../../../text/shown-url.ts';
import { type ChainFacts, judged } from '../chain-facts.ts';
import { brokenBy, intact, judgedFault, type Link, unchecked } from '../link.ts';

/** Whether a Prometheus scrapes the host. */
export function targetLink(facts: ChainFacts): Link {
  const { target, now, host } = facts;
  const show = target === null ? null : say`curl -s ${shownUrl(target.scrapeUrl)} | grep duplicati`;
  const faults = judged(facts, 'not-a-target', 'scrape-failing').map((cause) => judgedFault(cause));
  return brokenBy('target', faults, { show }, () => {
    if (target === null)
      return unchecked(
        'target',
        facts.asksPrometheus ? say`no Prometheus told of a target of ${host}` : say`no Prometheus was asked`,
      );
    const every = target.scrapeIntervalSeconds === null ? '' : `, every ${longDuration(target.scrapeIntervalSeconds)}`;
    const last =
      target.lastScrapeAt === null ? '' : `, last ${shortDuration(Math.max(0, now - target.lastScrapeAt) / 1000)} ago`;
    const renamed = target.scrapeUrl.includes(`//${target.instance}/`)
      ? null
      : say`scraped at ${shownUrl(target.scrapeUrl)}, and called ${target.instance}`;
    const text = say`${target.source} scrapes ${target.instance} as ${target.scrapeJob}${every}${last}`;
    const evidence = [
      renamed,
      target.lastError === null || target.lastError === '' ? null : say`last error: ${target.lastError}`,
    ];
    return target.health === 'up'
      ? intact('target', text, { evidence, show })
      : unchecked('target', say`${text}: ${target.health}`, { evidence, show });
  });
}
