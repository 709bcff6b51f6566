import { dbPathOf } from '../../domain/db-path.ts';
import type { DeclaredJob } from '../../domain/declared-job.ts';
import type { Job, JobId } from '../../domain/job.ts';
import type { InstanceFacts } from '../../domain/judge/facts.ts';
import { judge } from '../../domain/judge/judge.ts';
import { maxAgeOf } from '../../domain/max-age.ts';
import type { Metric } from '../../domain/metric.ts';
import type { AlertRule } from '../../domain/rule.ts';
import { shownSighting } from '../../domain/sighting.ts';
import type { Host, Snapshot } from '../../domain/snapshot.ts';
import { statusRank } from '../../domain/status.ts';
import { summarise } from '../../domain/summary.ts';
import type { EpochMs } from '../../domain/time.ts';
import { type PastRun, withEarlier } from '../../domain/trend/past-run.ts';
import { lastSuccessOf, trendOf } from '../../domain/trend/trend.ts';
import { jobKey, labelledJobKey } from '../../sources/prometheus/history/job-key.ts';
import { backupHostsAmong } from '../backup-hosts.ts';
import { indexDeclared, matchDeclared } from './declared-jobs.ts';
import { HostIndex, hostNameOf } from './host-index.ts';
import { hostOf, unknownHost } from './hosts.ts';
import { instanceFactsOf } from './instance-facts.ts';
import { groupInstances, type InstanceGroup } from './instance-group.ts';
import { type JobDraft, shownJobs } from './job-draft.ts';
import type { JudgeSettings, Readings } from './readings.ts';
import { alertsOn, WatchingRules } from './watching-rules.ts';

/**
 * One snapshot from everything that was read: the newest observation of each job is shown, older ones are kept as evidence.
 * Pure: the same readings at the same moment give the same snapshot.
 */
export function merge(readings: Readings, settings: JudgeSettings, now: EpochMs): Snapshot {
  const groups = groupInstances(readings, backupHostsAmong(readings.declared));
  const hostIndex = new HostIndex(groups);
  const declared = indexDeclared(readings.declared, hostIndex);
  const shown = groups.flatMap((group) => shownJobs(group, declared));
  const { lookalikes, absent } = matchDeclared(readings.declared, shown, hostIndex);
  const drafts = [...shown.map((draft) => withLookalikes(draft, lookalikes.get(draft.metric))), ...absent];
  const byGroup = Map.groupBy(drafts, ({ group }) => group);
  const facts = new Map(
    groups.map((group) => {
      const host = group.nodename ?? byGroup.get(group)?.[0]?.host ?? hostNameOf(group);
      return [group, instanceFactsOf(group, host, readings.targetsKnown)];
    }),
  );
  const round: Round = {
    readings,
    settings,
    now,
    facts,
    rules: new WatchingRules(readings.rules, new Set(shown.map(({ metric }) => metric))),
    sharing: Map.groupBy(shown, ({ metric }) => metric),
  };
  const jobs = withUniqueIds(drafts.map((draft) => toJob(draft, round)));
  const hosts = hostsOf(
    facts,
    Map.groupBy(jobs, (_, at) => drafts[at]?.group ?? null),
  );
  jobs.sort(byStatusHostPath);
  return { generatedAt: now, sources: readings.sources, summary: summarise(jobs, hosts), jobs, hosts };
}

/** What judging any job of the round needs. */
interface Round {
  readonly readings: Readings;
  readonly settings: JudgeSettings;
  readonly now: EpochMs;
  readonly facts: ReadonlyMap<InstanceGroup, InstanceFacts>;
  readonly rules: WatchingRules;
  readonly sharing: ReadonlyMap<Metric, readonly JobDraft[]>;
}

function toJob(draft: JobDraft, { readings, settings, now, facts, rules, sharing }: Round): Job {
  const watching = rules.watching(draft);
  const mismatched = rules.mismatched(draft);
  const run = shownSighting(draft.seen)?.lastRun ?? null;
  const trend = trendOf(pastOf(draft, readings), run);
  const lastSuccessAt = draft.labelled?.lastSuccessAt ?? trend?.lastSuccessAt ?? (run && lastSuccessOf([run]));
  const maxAge = maxAgeOf(withThresholds(draft.declared, draft.metric, watching), {
    defaultSeconds: settings.defaultMaxAgeSeconds,
    runSeconds: Math.max(trend?.durations?.medianSeconds ?? 0, run?.durationSeconds ?? 0),
    now,
  });
  const verdict = judge(
    {
      host: draft.host,
      path: draft.path,
      metric: draft.metric,
      labelled: draft.labelled,
      stale: draft.stale,
      seen: draft.seen,
      declared: draft.declared,
      instance: draft.group === null ? null : (facts.get(draft.group) ?? null),
      run,
      unanswered: readings.unanswered,
      inPrometheus: inPrometheus(draft),
      maxAge,
      trend,
      lastSuccessAt,
      rules: watching,
      mismatchedRules: mismatched,
      rulesInUse: rules.inUse,
      collidesWith: collisions(draft, sharing.get(draft.metric) ?? []),
    },
    now,
    settings.ignoreCauses,
  );
  const { labelled } = draft;
  const alerting = mismatched.length === 0 ? watching : [...watching, ...mismatched];
  return {
    id: `${draft.host}:${draft.path}` as JobId,
    host: draft.host,
    path: draft.path,
    pathExact: draft.pathExact,
    metric: draft.metric,
    instance: draft.group?.instance ?? null,
    status: verdict.status,
    cause: verdict.cause,
    otherCauses: verdict.otherCauses,
    lastRun: run,
    lastSuccessAt,
    runningSince: labelled?.running === true ? labelled.lastStartAt : null,
    maxAge,
    schedule: draft.declared.find((job) => job.schedule !== null)?.schedule ?? null,
    trend,
    alerts: alertsOn(draft, alerting),
    rules: alerting.map(({ name }) => name),
    dbPath: labelled?.dbPath ?? dbPathOf(draft.path),
    declaredBy: draft.declared.map(({ origin, where }) => ({ origin, where })),
    seen: draft.seen,
  };
}

/** By the job's own labelled series, with what the classic ones knew before unless those are another path's too. */
function pastOf({ group, metric, labelled, sharesSeriesWith }: JobDraft, { past }: Readings): readonly PastRun[] {
  if (group === null) return NO_RUNS;
  const classic = runsUnder(jobKey(group.instance, metric), past);
  if (labelled === null) return classic;
  const own = runsUnder(labelledJobKey(group.instance, labelled.host, labelled.path), past);
  if (sharesSeriesWith.length > 0) return own;
  return own.length === 0 ? classic : withEarlier(own, classic);
}

function runsUnder(key: string, past: Readings['past']): readonly PastRun[] {
  for (const runs of past) {
    const found = runs.get(key);
    if (found !== undefined) return found;
  }
  return NO_RUNS;
}

const NO_RUNS: readonly PastRun[] = [];

/** Whether the Prometheus that scrape the instance have the job; `null` where none of them has anything of the instance. */
function inPrometheus({ group, seen }: JobDraft): boolean | null {
  if (group === null || group.prometheus.length === 0) return null;
  return seen.prometheus !== null && !seen.prometheus.stale;
}

function withLookalikes(draft: JobDraft, lookalikes: readonly DeclaredJob[] | undefined): JobDraft {
  return lookalikes ? { ...draft, declared: [...draft.declared, ...lookalikes] } : draft;
}

/** A rule that watches the job without saying `absent()` has a threshold too. */
function withThresholds(
  declared: readonly DeclaredJob[],
  metric: Metric,
  rules: readonly AlertRule[],
): readonly DeclaredJob[] {
  const more = rules.flatMap(({ name, maxAgeSeconds, absentMetrics }): readonly DeclaredJob[] =>
    maxAgeSeconds === null || absentMetrics.includes(metric)
      ? []
      : [{ origin: 'rule', where: name, target: { by: 'metric', metric }, maxAgeSeconds, schedule: null }],
  );
  return more.length === 0 ? declared : [...declared, ...more];
}

function collisions(draft: JobDraft, sharing: readonly JobDraft[]): readonly string[] {
  const elsewhere = sharing.filter(({ group }) => group !== draft.group).map(({ group }) => group?.instance ?? '');
  return [...draft.sharesSeriesWith, ...new Set(elsewhere)];
}

/** `host:path` where it is unique, with `@instance` where hosts share a name, and with the metric where even that is not enough. */
function withUniqueIds(jobs: readonly Job[]): Job[] {
  const uses = countsOf(jobs.map(({ id }) => id));
  const onInstance = ({ id, instance }: Job) => `${id}@${instance ?? ''}`;
  const shared = jobs.filter(({ id }) => uses.get(id) !== 1);
  const usesOnInstance = countsOf(shared.map(onInstance));
  return jobs.map((job) => {
    if (uses.get(job.id) === 1) return job;
    const id = usesOnInstance.get(onInstance(job)) === 1 ? onInstance(job) : `${onInstance(job)}@${job.metric}`;
    return { ...job, id: id as JobId };
  });
}

function countsOf(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

function byStatusHostPath(one: Job, other: Job): number {
  return (
    statusRank(one.status) - statusRank(other.status) ||
    compare(one.host, other.host) ||
    compare(one.path, other.path) ||
    compare(one.id, other.id)
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function hostsOf(facts: Round['facts'], jobs: ReadonlyMap<InstanceGroup | null, readonly Job[]>): readonly Host[] {
  const known = Array.from(facts, ([group, each]) => hostOf(each, jobs.get(group) ?? []));
  const homeless = Map.groupBy(jobs.get(null) ?? [], ({ host }) => host);
  const unknown = Array.from(homeless, ([host, own]) => unknownHost(host, own.length));
  return [...known, ...unknown].sort(
    (one, other) => compare(one.host, other.host) || compare(one.instance ?? '', other.instance ?? ''),
  );
}
