import type { EpochMs } from '../../domain/time.ts';
import { CAST_HOSTS, CAST_JOBS, type CastHost, type CastJob } from './cast.ts';
import { crowdHost, crowdJob } from './crowd.ts';
import type { SimulatedFleet } from './simulated-host.ts';
import { stageHost } from './stage.ts';

export interface FleetSize {
  readonly jobs: number;
  readonly hosts: number;
}

const USUAL_JOBS = 24;
const USUAL_HOSTS = 10;
const JOBS_A_HOST = 100;

/** Hosts enough for so many jobs. */
export function hostsFor(jobs: number): number {
  return USUAL_HOSTS + Math.ceil(Math.max(0, jobs - USUAL_JOBS) / JOBS_A_HOST);
}

/**
 * A fleet of exactly so many jobs and hosts, the same for the same seed and beginning: first those with a story, as far as their hosts are
 * there, then as many ordinary ones as it takes.
 */
export function buildFleet(
  { jobs, hosts }: FleetSize,
  time: { readonly seed: number; readonly startedAt: EpochMs },
): SimulatedFleet {
  const cast = CAST_HOSTS.slice(0, hosts);
  const names = new Set(cast.map(({ name }) => name));
  const stories = CAST_JOBS.filter(({ host }) => names.has(host)).slice(0, jobs);
  const crowd = Array.from({ length: hosts - cast.length }, (_, number) => crowdHost(number, time.seed));
  const others = crowdJobs(
    jobs - stories.length,
    crowd.length > 0 ? crowd : cast.filter(isOrdinary),
    stories,
    time.seed,
  );
  const byHost = Map.groupBy([...stories, ...others], ({ host }) => host);
  return {
    hosts: [...cast, ...crowd].map((host) => stageHost(host, byHost.get(host.name) ?? [], time)),
    startedAt: time.startedAt,
  };
}

/** Dealt out to the hosts in turn; a path that a story has already is left out. */
function crowdJobs(
  count: number,
  hosts: readonly CastHost[],
  stories: readonly CastJob[],
  seed: number,
): readonly CastJob[] {
  const taken = new Set(stories.map(({ host, path }) => `${host}:${path}`));
  const jobs: CastJob[] = [];
  for (let number = 0; jobs.length < count; number += 1) {
    for (const { name } of hosts) {
      const job = crowdJob(name, number, seed);
      if (jobs.length < count && !taken.has(`${name}:${job.path}`)) jobs.push(job);
    }
  }
  return jobs;
}

function isOrdinary({ outages, clockAhead, strayFile }: CastHost): boolean {
  return [outages, clockAhead, strayFile].every((trait) => trait === undefined);
}
