import type { DeclaredJob } from '../../domain/declared-job.ts';
import type { Metric } from '../../domain/metric.ts';
import { guessJob, metricsOf, spelling } from '../../domain/metric-name.ts';
import { type HostIndex, hostNameOf, hostNamesOf } from './host-index.ts';
import type { InstanceGroup } from './instance-group.ts';
import type { DeclaredIndex, JobDraft } from './job-draft.ts';

/** Every metric that a declared job may have, with the declarations. */
export function indexDeclared(declared: readonly DeclaredJob[]): DeclaredIndex {
  const index = new Map<Metric, DeclaredJob[]>();
  for (const job of declared) {
    for (const metric of metricsOfDeclared(job)) {
      const known = index.get(metric);
      if (known) known.push(job);
      else index.set(metric, [job]);
    }
  }
  return index;
}

export interface DeclaredMatch {
  /** Declarations that mean a job which is shown under another spelling, by that job's metric. */
  readonly lookalikes: DeclaredIndex;
  /** Declared, and shown by no source. */
  readonly absent: readonly JobDraft[];
}

/**
 * What becomes of declarations that no shown job has the name of: a look-alike of a shown job (trailing `_`, refused characters, case)
 * that has no declaration of its own, or a job that is absent, placed on the instance of its host.
 */
export function matchDeclared(
  declared: readonly DeclaredJob[],
  shown: readonly JobDraft[],
  hosts: HostIndex,
): DeclaredMatch {
  const names = new Set(shown.map(({ metric }) => metric));
  const undeclared = new Map(
    shown.filter((job) => job.declared.length === 0).map(({ metric }) => [spelling(metric), metric]),
  );
  const lookalikes = new Map<Metric, DeclaredJob[]>();
  const absent = new Map<string, DeclaredJob[]>();
  for (const job of declared) {
    const metrics = metricsOfDeclared(job);
    if (metrics.some((metric) => names.has(metric))) continue;
    const [metric] = metrics;
    if (metric === undefined) continue;
    const twin = undeclared.get(spelling(metric));
    append(twin === undefined ? absent : lookalikes, twin ?? metric, job);
  }
  return { lookalikes, absent: Array.from(absent, ([metric, jobs]) => absentDraft(metric as Metric, jobs, hosts)) };
}

function absentDraft(metric: Metric, declared: readonly DeclaredJob[], hosts: HostIndex): JobDraft {
  const exact = declared.map(({ target }) => target).find((target) => target.by === 'path');
  const found = hosts.byMetric(metric);
  const group = (exact ? hosts.byHost(exact.host) : null) ?? found?.group ?? null;
  const guessed = guessJob(metric, found ? [found.prefix] : []);
  return {
    group,
    host: nameOnGroup(group, exact?.host ?? guessed.host),
    path: exact?.path ?? guessed.path,
    pathExact: exact !== undefined,
    metric,
    labelled: null,
    seen: { prometheus: null, exporter: null },
    stale: true,
    declared,
    sharesSeriesWith: [],
  };
}

/** What the machine calls itself, where that is known. */
function nameOnGroup(group: InstanceGroup | null, declaredName: string): string {
  if (group === null) return declaredName;
  const names = hostNamesOf(group);
  return names.includes(declaredName) ? declaredName : hostNameOf(group);
}

/** Classic form first. */
function metricsOfDeclared({ target }: DeclaredJob): readonly Metric[] {
  return target.by === 'metric' ? [target.metric] : metricsOf(target.host, target.path);
}

function append<Key>(index: Map<Key, DeclaredJob[]>, key: Key, job: DeclaredJob): void {
  const known = index.get(key);
  if (known) known.push(job);
  else index.set(key, [job]);
}
