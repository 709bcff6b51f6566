import type { Job } from '../domain/job.ts';
import { nearest } from '../text/nearest.ts';

const MOST_NEAR = 3;

/** The jobs that a name means: exactly by id, by `host:path` (several hosts may share it), by metric; else with a slash or case that differs. */
export function findJobs(
  name: string,
  jobs: readonly Job[],
): { readonly found: readonly Job[]; readonly near: readonly string[] } {
  for (const means of MEANINGS) {
    const found = jobs.filter((job) => means(job, name));
    if (found.length > 0) return { found, near: [] };
  }
  const lower = name.toLowerCase();
  const containing = jobs.filter(({ id }) => id.toLowerCase().includes(lower)).map(({ id }) => id);
  const spelt = nearest(
    name,
    jobs.map(({ id }) => id),
  );
  const near = containing.length > 0 ? containing : spelt === null ? [] : [spelt];
  return { found: [], near: near.slice(0, MOST_NEAR) };
}

const MEANINGS: readonly ((job: Job, name: string) => boolean)[] = [
  ({ id }, name) => id === name,
  ({ host, path }, name) => `${host}:${path}` === name,
  ({ metric }, name) => metric === name || `duplicati_${metric}` === name,
  ({ host, path }, name) => loose(`${host}:${path}`) === loose(name),
];

function loose(name: string): string {
  return name.toLowerCase().replace(/\/+$/, '');
}
