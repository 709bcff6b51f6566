import type { Diagnosis } from '../../domain/chain/diagnose.ts';

/** `host:path`, or the host alone. Exact. */
export function diagnosisName({ host, path, facts }: Pick<Diagnosis, 'host' | 'path' | 'facts'>): string {
  if (path === null) return host;
  const { job } = facts;
  // What tells jobs of one name apart, as the table has it.
  return job !== null && job.path === path ? job.id : `${host}:${path}`;
}
