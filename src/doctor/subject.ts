import type { Job } from '../domain/job.ts';
import type { Host, Snapshot } from '../domain/snapshot.ts';

/** A host that is to be examined, with the jobs that are known on it. */
export interface Subject {
  readonly host: string;
  readonly instance: string | null;
  readonly state: Host | null;
  readonly jobs: readonly Job[];
  /** `null`: all jobs, those too that only the host knows; else this one, whoever knows it. */
  readonly path: string | null;
}

/** All hosts of the fleet: those that show an exporter, and those that only a declared job names. */
export function allSubjects({ jobs, hosts }: Snapshot): readonly Subject[] {
  const byHost = Map.groupBy(jobs, keyOf);
  const subjects = new Map<string, Subject>();
  for (const state of hosts) {
    const { host, instance } = state;
    subjects.set(keyOf(state), { host, instance, state, jobs: byHost.get(keyOf(state)) ?? [], path: null });
  }
  for (const [key, own] of byHost) {
    const [first] = own;
    if (first !== undefined && !subjects.has(key)) {
      subjects.set(key, { host: first.host, instance: first.instance, state: null, jobs: own, path: null });
    }
  }
  return [...subjects.values()];
}

/** The host of each of these jobs, with the others on it left out. */
export function subjectsOf(jobs: readonly Job[], snapshot: Snapshot): readonly Subject[] {
  const ids = new Set(jobs.map(({ id }) => id));
  return allSubjects(snapshot).flatMap((subject): readonly Subject[] => {
    const own = subject.jobs.filter(({ id }) => ids.has(id));
    return own.map((job) => ({ ...subject, jobs: [job], path: job.path }));
  });
}

/** The hosts of that name, and one that no source knows where there is none. */
export function subjectsNamed(host: string, path: string | null, snapshot: Snapshot): readonly Subject[] {
  const found = allSubjects(snapshot).filter((subject) => subject.host === host);
  if (found.length === 0) return [{ host, instance: null, state: null, jobs: [], path }];
  return found.map((subject) => ({ ...subject, path, jobs: path === null ? subject.jobs : [] }));
}

function keyOf({ host, instance }: { readonly host: string; readonly instance: string | null }): string {
  return `${host}\0${instance ?? ''}`;
}
