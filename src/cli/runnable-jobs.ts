import type { Config } from '../config/config.ts';
import type { Job } from '../domain/job.ts';
import { metricsOf } from '../domain/metric-name.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { AwaitedAt } from '../fleet/await-metrics.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { findJobs } from '../present/find-jobs.ts';
import { say } from '../text/safe-text.ts';
import { EXIT } from './exit-code.ts';
import { Failure, wrongUse } from './failure.ts';
import type { GlobalFlags } from './global-flags.ts';
import { configFor, readSnapshot } from './read-snapshot.ts';
import type { Shell } from './shell.ts';

/** A job that can be started on its host. */
export interface RunnableJob {
  readonly id: string;
  readonly host: string;
  readonly instance: string | null;
  readonly path: string;
  readonly pathExact: boolean;
  /** As the fleet shows it; `null`: no source shows it, and the person named it. */
  readonly shown: Job | null;
}

/** The jobs that were named, and what is known of the fleet around them. */
export interface RunDesk {
  readonly config: Config;
  readonly jobs: readonly RunnableJob[];
  /** `null`: no source answered. */
  readonly around: { readonly fleet: Fleet; readonly snapshot: Snapshot } | null;
}

const HOST_AND_PATH = /^([^/]+?):(\/.*)$/s;

/**
 * The jobs that are named; the fleet is asked once. A host must be reached just when nothing else answers: then, and for a job that no source
 * shows on a host of the fleet, a whole `HOST:/PATH` is taken as it is.
 * @throws Failure for a name that means no job, or several
 */
export async function openRunDesk(names: readonly string[], flags: GlobalFlags, shell: Shell): Promise<RunDesk> {
  try {
    const { config, fleet, snapshot } = await readSnapshot(flags, shell);
    const jobs = await Promise.all(names.map((name) => jobNamed(name, snapshot, shell)));
    return { config, jobs: withoutDoubles(jobs), around: { fleet, snapshot } };
  } catch (error) {
    const given = names.map(givenJob);
    if (!(error instanceof Failure) || error.exitCode !== EXIT.nothingKnown || given.includes(null)) throw error;
    await shell.stderr.write(`duptop: ${say`${error.message}; ${names.join(', ')} is taken as it is`}\n`);
    const jobs = withoutDoubles(given.filter((job) => job !== null));
    return { config: await configFor(flags, shell), jobs, around: null };
  }
}

async function jobNamed(name: string, { jobs, hosts }: Snapshot, shell: Shell): Promise<RunnableJob> {
  const { found, near } = findJobs(name, jobs);
  const [job] = found;
  if (job !== undefined && found.length === 1) return runnable(job);
  if (job !== undefined) {
    throw wrongUse(
      say`several jobs are called ${name}: ${found.map(({ id }) => id).join(', ')}`,
      say`name one by its id`,
    );
  }
  const given = givenJob(name);
  const host = given && hosts.find((each) => each.host === given.host);
  if (!given || !host) {
    throw wrongUse(
      say`there is no job ${name} among the ${jobs.length} of the fleet`,
      near.length === 0 ? say`"duptop list" shows what there is` : say`did you mean ${near.join(' or ')}?`,
    );
  }
  await shell.stderr.write(`duptop: ${say`no source shows ${name}; it is looked for on its host`}\n`);
  return { ...given, instance: host.instance };
}

/** A job of the fleet as one that can be started. */
export function runnable(job: Job): RunnableJob {
  const { id, host, instance, path, pathExact } = job;
  return { id, host, instance, path, pathExact, shown: job };
}

function givenJob(name: string): RunnableJob | null {
  const [, host, path] = HOST_AND_PATH.exec(name) ?? [];
  if (host === undefined || path === undefined) return null;
  return { id: name, host, instance: null, path, pathExact: true, shown: null };
}

function withoutDoubles(jobs: readonly RunnableJob[]): readonly RunnableJob[] {
  return [...new Map(jobs.map((job) => [job.id, job])).values()];
}

/** Where the metrics of a run of this job are to be waited for; `null` where nobody shows its host. `path`: exact. */
export function awaitedAt(
  { host, instance, shown }: RunnableJob,
  path: string,
  earliestStart: number | null,
  { fleet, snapshot }: NonNullable<RunDesk['around']>,
): AwaitedAt | null {
  if (instance === null) return null;
  const machine = snapshot.hosts.find((each) => each.instance === instance);
  const source = shown?.seen.prometheus?.source;
  return {
    instance,
    metrics: [...new Set([...(shown === null ? [] : [shown.metric]), ...metricsOf(host, path)])],
    earliestStart,
    previousStart: shown?.lastRun?.startedAt ?? null,
    exporterUrl: machine?.exporter.url ?? null,
    scrapeIntervalSeconds: machine?.scrapeIntervalSeconds ?? null,
    prometheus: fleet.prometheus.find((client) => client.source === source) ?? null,
  };
}
