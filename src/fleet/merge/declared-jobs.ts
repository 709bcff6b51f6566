import type { DeclaredJob } from '../../domain/declared-job.ts';
import type { Metric } from '../../domain/metric.ts';
import { guessJob, metricsOf, refusedCharacter, spelling } from '../../domain/metric-name.ts';
import { appendTo } from './append-to.ts';
import { type HostIndex, hostNameOf, hostNamesOf } from './host-index.ts';
import { mayBeOneHost } from './host-name.ts';
import { dropsFiles, type InstanceGroup } from './instance-group.ts';
import type { DeclaredIndex, JobDraft } from './job-draft.ts';

/** Every metric that a declared job may have, with the declarations. */
export function indexDeclared(declared: readonly DeclaredJob[], hosts: HostIndex): DeclaredIndex {
  const index = new Map<Metric, DeclaredJob[]>();
  for (const job of declared) for (const metric of metricsOfDeclared(job, hosts)) appendTo(index, metric, job);
  return index;
}

export interface DeclaredMatch {
  /** Declarations that mean a job which is shown under another spelling, by that job's metric. */
  readonly lookalikes: DeclaredIndex;
  /** Declared, and shown by no source. */
  readonly absent: readonly JobDraft[];
}

/**
 * What becomes of declarations that are attached to no shown job: they mean one of another spelling (trailing `_`, refused characters)
 * that nobody else declares by path, or a job that is absent, placed on the instance of its host.
 */
export function matchDeclared(
  declared: readonly DeclaredJob[],
  shown: readonly JobDraft[],
  hosts: HostIndex,
): DeclaredMatch {
  const attached = new Set(shown.flatMap((job) => job.declared));
  const bySpelling = new Map(shown.map((job) => [spelling(job.metric), job]));
  const lookalikes = new Map<Metric, DeclaredJob[]>();
  const absent = new Map<Metric, DeclaredJob[]>();
  for (const job of declared) {
    if (attached.has(job) || job.origin === 'host') continue;
    const [metric] = metricsOfDeclared(job, hosts);
    if (metric === undefined) continue;
    const twin = bySpelling.get(spelling(metric));
    if (twin && means(job, metric, twin)) appendTo(lookalikes, twin.metric, job);
    else appendTo(absent, metric, job);
  }
  return { lookalikes, absent: Array.from(absent, ([metric, jobs]) => absentDraft(metric, jobs, hosts)) };
}

/** A rule may be misspelt; a path is exact, and another path may make nearly the same name. */
function means({ target }: DeclaredJob, metric: Metric, twin: JobDraft): boolean {
  if (target.by === 'metric') return true;
  if (twin.declared.some((other) => other.target.by === 'path')) return false;
  return refusedCharacter(metric) === null || !dropsFiles(twin.group);
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
  const isOwn =
    names.includes(declaredName) || (group.nodename === null && mayBeOneHost(declaredName, hostNameOf(group)));
  return isOwn ? declaredName : hostNameOf(group);
}

/** By the machine's own name before the declared one; of each the classic form first. */
function metricsOfDeclared({ target }: DeclaredJob, hosts: HostIndex): readonly Metric[] {
  if (target.by === 'metric') return [target.metric];
  const group = hosts.byHost(target.host);
  const names = group === null ? [target.host] : new Set([...hostNamesOf(group), target.host]);
  return [...new Set(Array.from(names, (name) => metricsOf(name, target.path)).flat())];
}
