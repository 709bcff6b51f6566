import type { YamlEntry, YamlMap } from '../../../text/yaml/tree.ts';

/** The variables that declare jobs: those of a host, and those that the Prometheus side watches. */
export const JOB_VARS = ['duplicati_jobs', 'duplicati_monitored_jobs'] as const;
/** The name or address by which Ansible reaches a host. */
export const ADDRESS_VAR = 'ansible_host';
export type WantedVar = (typeof JOB_VARS)[number] | typeof ADDRESS_VAR;

/** The variables of one file, as far as they are wanted. */
export interface VarsSource {
  readonly file: string;
  readonly vars: ReadonlyMap<WantedVar, YamlEntry>;
}

/** By host or group; of each the strongest last. */
export type OwnedVars = ReadonlyMap<string, readonly VarsSource[]>;

/** The wanted variables of a mapping. */
export function pickVars(map: YamlMap, wanted: readonly WantedVar[]): ReadonlyMap<WantedVar, YamlEntry> {
  const found = new Map<WantedVar, YamlEntry>();
  for (const name of wanted) {
    const entry = map.entries.get(name);
    if (entry) found.set(name, entry);
  }
  return found;
}
