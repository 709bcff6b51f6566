import type { YamlEntry, YamlMap } from '../../../text/yaml/tree.ts';

/** The variables that declare jobs: those of a host, and those that the Prometheus side watches. */
export const JOB_VARS = ['duplicati_jobs', 'duplicati_monitored_jobs'] as const;
export type JobVar = (typeof JOB_VARS)[number];

/** The variables of one file that declare jobs. */
export interface VarsSource {
  readonly file: string;
  readonly vars: ReadonlyMap<JobVar, YamlEntry>;
}

/** By host or group; of each the strongest last. */
export type OwnedVars = ReadonlyMap<string, readonly VarsSource[]>;

/** The variables of a mapping that declare jobs. */
export function jobVars(map: YamlMap): ReadonlyMap<JobVar, YamlEntry> {
  const found = new Map<JobVar, YamlEntry>();
  for (const name of JOB_VARS) {
    const entry = map.entries.get(name);
    if (entry) found.set(name, entry);
  }
  return found;
}
