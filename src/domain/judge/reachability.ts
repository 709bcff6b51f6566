import { type SafeText, say } from '../../text/safe-text.ts';
import { shownUrl } from '../../text/shown-url.ts';
import type { InstanceFacts } from './facts.ts';
import { type Finding, finding } from './finding.ts';

/** Whether an instance's metrics can be had, and who says what. */
export type Reachability =
  /** Its metrics reach Prometheus, or us where no Prometheus is asked. */
  | 'up'
  /** Its metrics reach us, but not the Prometheus that has it as a target. */
  | 'only-direct'
  /** It answers us, and no Prometheus scrapes it. */
  | 'not-a-target'
  | 'exporter-down'
  | 'host-unreachable'
  /** Prometheus gets an answer that is none, and nobody else gets a better one. */
  | 'scrape-failing'
  | 'unknown';

const REFUSED = /connection refused|connection reset/i;
const UNREACHABLE =
  /no route to host|network is unreachable|no such host|server misbehaving|lookup \S+ on |timed? ?out|host is down|context deadline exceeded/i;

/**
 * Prometheus stands nearer to the hosts than we do: what it reaches is up, whatever we reach.
 * Where it reaches nothing, its error tells why, and our own try decides what it leaves open.
 */
export function reachabilityOf({ live, target, targetsKnown, direct }: InstanceFacts): Reachability {
  const answered = direct?.kind === 'answered';
  if (target === null) {
    if (answered) return targetsKnown ? 'not-a-target' : 'up';
    if (live) return 'up';
    if (direct === null) return 'unknown';
    return { refused: 'exporter-down', unreachable: 'host-unreachable', 'bad-answer': 'scrape-failing' }[
      direct.why
    ] as Reachability;
  }
  if (target.health === 'up') return 'up';
  if (answered) return target.health === 'down' ? 'only-direct' : 'up';
  if (target.health === 'unknown') return live ? 'up' : 'unknown';
  const error = target.lastError ?? '';
  if (REFUSED.test(error) || direct?.why === 'refused') return 'exporter-down';
  if (direct?.why === 'bad-answer') return 'scrape-failing';
  if (UNREACHABLE.test(error) || direct?.why === 'unreachable') return 'host-unreachable';
  return 'scrape-failing';
}

/** The fault of the instance as a whole; `null` where its metrics can be had. `status` is what it makes of a job on it. */
export function reachabilityFinding(facts: InstanceFacts, hasRun: boolean): Finding | null {
  const { host, instance } = facts;
  const reachability = reachabilityOf(facts);
  if (reachability === 'unknown') return null;
  if (reachability === 'up') return halfScraped(facts);
  const status = hasRun ? 'unknown' : 'missing';
  const evidence = [prometheusSays(facts), directlySeen(facts)];
  switch (reachability) {
    case 'only-direct':
      return finding(
        'warning',
        'scrape-failing',
        say`Prometheus can't scrape ${instance}, though its exporter answers: alert rules see none of its jobs`,
        evidence,
        say`compare what Prometheus asks (its Targets page) with what answers here: address, firewall, TLS, credentials, timeout`,
      );
    case 'not-a-target':
      return finding(
        'warning',
        'not-a-target',
        say`no Prometheus scrapes ${instance}: no alert rule sees its jobs`,
        evidence,
        say`add ${instance} to the scrape configuration (job_name: ${host})`,
      );
    case 'exporter-down':
      return finding(
        status,
        'exporter-down',
        say`node_exporter on ${host} is down: nothing listens at ${instance}`,
        evidence,
        say`ssh ${host} systemctl status prometheus-node-exporter`,
      );
    case 'host-unreachable':
      return finding(
        status,
        'host-unreachable',
        say`${host} can't be reached at ${instance}: the host is down, or the way to it is`,
        evidence,
        say`try ping ${host} and ssh ${host}; then its console, the network, the firewall`,
      );
    case 'scrape-failing':
      return finding(
        status,
        'scrape-failing',
        facts.target?.lastError == null
          ? say`${instance} answers, but not with metrics`
          : say`${instance} can't be scraped: ${facts.target.lastError}`,
        evidence,
        say`ask it as Prometheus does: curl -i ${shownUrl(facts.target?.scrapeUrl ?? facts.direct?.url ?? instance)}`,
      );
  }
}

/** Of several Prometheus one can't scrape it; that may be the one with the rules. */
function halfScraped({ instance, failingTargets }: InstanceFacts): Finding | null {
  const [failing] = failingTargets;
  if (failing === undefined) return null;
  return finding(
    'warning',
    'scrape-failing',
    say`${failing.source} can't scrape ${instance}, while another Prometheus can: its own rules see none of the jobs there`,
    failingTargets.map(
      ({ source, scrapeUrl, lastError }) => say`${source}: ${shownUrl(scrapeUrl)}: ${lastError ?? 'down'}`,
    ),
    say`compare what that Prometheus asks (its Targets page) with what the other one asks`,
  );
}

function prometheusSays({ target, targetsKnown, instance }: InstanceFacts): SafeText | null {
  if (target === null) return targetsKnown ? say`no Prometheus has a target ${instance}` : null;
  const error = target.lastError === null ? '' : `: ${target.lastError}`;
  return say`${target.source} has the target ${target.scrapeJob} ${shownUrl(target.scrapeUrl)} as ${target.health}${error}`;
}

function directlySeen({ direct }: InstanceFacts): SafeText | null {
  if (direct === null) return null;
  return direct.kind === 'answered'
    ? say`asked from here, ${direct.url} answers`
    : say`asked from here: ${direct.message}`;
}
