import { munge } from '../../domain/metric-name.ts';

/** Names that people give to a job of many targets, and keep when there is one. */
const GENERIC =
  /^(?:integrations[/_-])?(?:prometheus|(?:prometheus[_-])?node[_-]?exporters?|nodes?|exporters?|linux|unix|hosts|servers|machines|vms|targets)$/i;
const IP_ADDRESS = /^(?:[\d.]+|[\da-f:.]*:[\da-f:.]*)$/i;
const NAME = /^[a-z0-9_][a-z0-9_.-]*$/i;
const LOOPBACK = /^localhost(?:\.|$)/i;

/**
 * The name of a host from what Prometheus calls its target: in the field a scrape job of one target is named after its host, unless the
 * address has another name, or the job's own is one for exporters of any host.
 */
export function nameOfTarget(instance: string, ownScrapeJobs: readonly string[]): string {
  const address = addressOf(instance);
  const named = NAME.test(address) && !IP_ADDRESS.test(address) && !LOOPBACK.test(address) ? address : null;
  const jobs = ownScrapeJobs.filter((job) => !GENERIC.test(job));
  return jobs.find((job) => named === null || mayBeOneHost(named, job)) ?? named ?? address;
}

/** Whether two names may be one host's: the same, or one of them the first label of the other. */
export function mayBeOneHost(one: string, other: string): boolean {
  return sameText(one, other) || sameText(firstLabel(one), other) || sameText(one, firstLabel(other));
}

/** `10.0.0.5:9100` → `10.0.0.5`, `[::1]:9100` → `::1`. */
export function addressOf(instance: string): string {
  return instance.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
}

export function firstLabel(name: string): string {
  const dot = name.indexOf('.');
  return dot <= 0 || /^[\d.]+$/.test(name) ? name : name.slice(0, dot);
}

function sameText(one: string, other: string): boolean {
  return munge(one).toLowerCase() === munge(other).toLowerCase();
}
