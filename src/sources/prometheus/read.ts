import type { InstanceReading, SourceId } from '../../domain/reading.ts';
import type { Alert, AlertRule } from '../../domain/rule.ts';
import type { Target } from '../../domain/target.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import { moment } from '../../text/moment.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import { SourceError } from '../source-error.ts';
import type { Prometheus } from './client.ts';
import { groupSamples } from './instances/group-samples.ts';
import { identityOf } from './instances/identity.ts';
import { joinedKey } from './joined-key.ts';
import { dataOf, type Outcome, outcomeOf, warningsOf } from './outcome.ts';
import type { Reload } from './reload.ts';
import type { Sample } from './sample.ts';
import { FLEET_QUERY, LOST_LATELY_QUERY, UP_QUERY } from './selectors.ts';

/** All that one Prometheus says about the fleet at one moment. */
export interface PrometheusReading {
  readonly source: SourceId;
  readonly name: string;
  /** Without credentials. */
  readonly url: string;
  readonly fetchedAt: EpochMs;
  readonly durationMs: number;
  /** Why there are no series; targets and rules may be there all the same. */
  readonly error: SourceError | null;
  readonly warnings: readonly SafeText[];
  /** What could not be had, though the server has it: what it said before may still be true. */
  readonly failed: ReadonlySet<'series' | 'targets' | 'rules'>;
  /** The server itself says that series may be missing. */
  readonly partial: boolean;
  readonly instances: readonly InstanceReading[];
  /** `null`: this server lists no targets, or none of those that its series come from. */
  readonly targets: readonly Target[] | null;
  /** By instance, from the series `up`; asked where `targets` does not tell about every instance. */
  readonly up: ReadonlyMap<string, boolean>;
  /** `null`: this server lists no rules. */
  readonly rules: readonly AlertRule[] | null;
  /** Asked where the server lists no rules; else each rule has its own. */
  readonly alerts: readonly Alert[];
}

/**
 * Asks for series, targets and rules at once. What fails alone becomes a warning and is `null`, as is what the server does not have.
 * @throws SourceError when neither series nor targets nor rules could be had
 */
export async function readPrometheus(
  client: Prometheus,
  { clock, signal }: { readonly clock: Clock; readonly signal?: AbortSignal },
): Promise<PrometheusReading> {
  const startedAt = clock.now();
  const options = signal === undefined ? {} : { signal };
  const [series, listed, rules, reload] = await Promise.all([
    outcomeOf(client.instant(FLEET_QUERY, options)),
    outcomeOf(client.targets(signal)),
    outcomeOf(client.rules(signal)),
    outcomeOf(client.reload(signal)),
  ]);
  const error = seriesError(series, client.url);
  if (error !== null && listed.kind !== 'data' && rules.kind !== 'data') throw error;
  const grouped = groupSamples(dataOf(series) ?? [], {
    source: client.source,
    stale: false,
    at: scrapeMoments(dataOf(listed) ?? []),
  });
  const targets = targetsFor(grouped.instances, dataOf(listed));
  const [up, lost, alerts] = await Promise.all([
    error === null && !coversAll(targets, grouped.instances) ? outcomeOf(client.instant(UP_QUERY, options)) : null,
    grouped.instances.some(({ gatheringErrors }) => gatheringErrors !== null && gatheringErrors > 0)
      ? outcomeOf(client.instant(LOST_LATELY_QUERY, options))
      : null,
    rules.kind === 'not-there' ? outcomeOf(client.alerts(signal)) : null,
  ]);
  return {
    source: client.source,
    name: client.name,
    url: client.url,
    fetchedAt: startedAt,
    durationMs: clock.now() - startedAt,
    error,
    failed: failuresOf({ series, targets: listed, rules }),
    partial: series.kind === 'data' && series.warnings.length > 0,
    warnings: [
      ...(error === null ? warningsOf('series', series) : []),
      ...grouped.warnings,
      ...warningsOf('targets', listed),
      ...warningsOf('rules', rules),
      ...reloadWarnings(dataOf(reload)),
      ...(up === null ? [] : warningsOf('up', up)),
      ...(lost === null ? [] : warningsOf('lost series', lost)),
      ...(alerts === null ? [] : warningsOf('alerts', alerts)),
    ],
    instances: withLost(withoutLookback(grouped.instances, dataOf(listed) ?? []), (lost && dataOf(lost)) ?? []),
    targets,
    up: healthByInstance((up && dataOf(up)) ?? []),
    rules: dataOf(rules),
    alerts: (alerts && dataOf(alerts)) ?? [],
  };
}

/** A server that does not say how it took its configuration has no use for a warning about that. */
function reloadWarnings(reload: Reload | null): readonly SafeText[] {
  if (reload === null || reload.taken) return [];
  const since = reload.at === null ? 'the one before' : say`that of ${moment(reload.at)}`;
  return [
    say`its configuration was refused when it was read last: it goes on with ${since}, without what was added or changed since; promtool check config says why`,
  ];
}

function failuresOf(
  outcomes: Readonly<Record<'series' | 'targets' | 'rules', Outcome<unknown>>>,
): PrometheusReading['failed'] {
  const names = ['series', 'targets', 'rules'] as const;
  return new Set(
    names.filter((name) => outcomes[name].kind === 'failed' || (name === 'series' && outcomes[name].kind !== 'data')),
  );
}

function seriesError(series: Outcome<unknown>, url: string): SourceError | null {
  if (series.kind === 'data') return null;
  if (series.kind === 'failed') return series.error;
  return new SourceError('not-there', url, say`there is no Prometheus API at this address (${series.status})`, {
    status: series.status,
    hint: addressHint(url),
  });
}

/** A page that a person has open in a browser is the usual slip. */
const PAGE =
  /^(.*?)\/(?:graph|query|targets|alerts|rules|status|config|flags|service-discovery|metrics|classic|api)(?:\/.*)?$/;

function addressHint(url: string): string {
  const [, server] = PAGE.exec(url) ?? [];
  if (server !== undefined) return say`that is the address of a page: try ${server}`;
  if (URL.parse(url)?.port === '9100') return 'is this a node exporter? name it with --exporter';
  return 'does the server have a path prefix, such as /prometheus? give it as part of the address';
}

/**
 * What a query still finds of a target that is down is left from before, within the lookback of five minutes: so it is after a restart of
 * Prometheus, which then does not mark the series as stale.
 */
function withoutLookback(
  instances: readonly InstanceReading[],
  targets: readonly Target[],
): readonly InstanceReading[] {
  const down = new Set(targets.filter(({ health }) => health === 'down').map(keyOfTarget));
  if (down.size === 0) return instances;
  return instances.map((each) =>
    down.has(keyOfTarget({ instance: each.instance, scrapeJob: each.scrapeJob ?? '' }))
      ? { ...each, stale: true }
      : each,
  );
}

/** With how many scrapes lost series lately; an instance that the samples do not name stays as it is. */
function withLost(instances: readonly InstanceReading[], samples: readonly Sample[]): readonly InstanceReading[] {
  if (samples.length === 0) return instances;
  const lost = new Map<string, number>();
  for (const { labels, value } of samples) {
    const { instance, scrapeJob } = identityOf(labels);
    const key = joinedKey(instance, scrapeJob);
    if (value >= 0) lost.set(key, Math.max(lost.get(key) ?? 0, value));
  }
  return instances.map((each) => {
    const gatheringErrorsLately = lost.get(joinedKey(each.instance, each.scrapeJob ?? ''));
    return gatheringErrorsLately === undefined ? each : { ...each, gatheringErrorsLately };
  });
}

function keyOfTarget({ instance, scrapeJob }: Pick<Target, 'instance' | 'scrapeJob'>): string {
  return `${instance}\0${scrapeJob}`;
}

/** The moment an instance's values were true: of its last scrape, but one that ended after the query is not what the query saw. */
function scrapeMoments(targets: readonly Target[]): (instance: string, job: string, evaluatedAt: EpochMs) => EpochMs {
  const moments = new Map<string, EpochMs>();
  for (const { instance, scrapeJob, lastScrapeAt } of targets) {
    if (lastScrapeAt !== null) moments.set(joinedKey(instance, scrapeJob), lastScrapeAt);
  }
  return (instance, job, evaluatedAt) => Math.min(moments.get(joinedKey(instance, job)) ?? evaluatedAt, evaluatedAt);
}

/** An empty list beside series is that of a server which others write to (VictoriaMetrics behind vmagent): it tells nothing. */
function targetsFor(
  instances: readonly InstanceReading[],
  targets: readonly Target[] | null,
): readonly Target[] | null {
  return targets?.length === 0 && instances.length > 0 ? null : targets;
}

function coversAll(targets: readonly Target[] | null, instances: readonly InstanceReading[]): boolean {
  if (targets === null) return false;
  const listed = new Set(targets.map(({ instance }) => instance));
  return instances.every(({ instance }) => listed.has(instance));
}

/** Up where any replica or scrape job reaches it. */
function healthByInstance(samples: readonly Sample[]): ReadonlyMap<string, boolean> {
  const up = new Map<string, boolean>();
  for (const { labels, value } of samples) {
    const { instance } = identityOf(labels);
    up.set(instance, up.get(instance) === true || value === 1);
  }
  return up;
}
