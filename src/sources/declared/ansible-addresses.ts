import type { Files } from '../../ports/files.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import { varsByHost } from './ansible/precedence.ts';
import { ADDRESS_VAR } from './ansible/vars.ts';
import { innerInventories, readVarsFolder, type VarsFolder } from './ansible/vars-folder.ts';
import { VarsReader } from './ansible/vars-reader.ts';

/** Where an inventory says that hosts are. */
export interface AnsibleAddresses {
  /** By the host's name in the inventory; a host of which nothing is said is not there. */
  readonly byHost: ReadonlyMap<string, string>;
  readonly warnings: readonly SafeText[];
}

const TEMPLATE = /\{[{%]/;

/** The `ansible_host` of every host, looked for where `fromAnsible` looks for jobs. What only Ansible could fill in is left out, with a warning. */
export async function ansibleAddresses(folder: string, files: Files): Promise<AnsibleAddresses> {
  const reader = new VarsReader(files, [ADDRESS_VAR]);
  const byHost = new Map<string, string>();
  const warnings: SafeText[] = [];
  const outer = await readVarsFolder(folder, reader, files);
  const add = (inventory: VarsFolder, around: VarsFolder | null): void => {
    for (const { host, source } of varsByHost(ADDRESS_VAR, inventory, around)) {
      const entry = source.vars.get(ADDRESS_VAR);
      const value = entry?.value.kind === 'scalar' && entry.value.tag !== '!vault' ? entry.value.value : null;
      if (typeof value === 'string' && !TEMPLATE.test(value)) byHost.set(host, value);
      else
        warnings.push(say`${source.file}:${entry?.at.line ?? 1}: ${ADDRESS_VAR} of ${host} is no plain text; left out`);
    }
  };
  add(outer, null);
  for (const path of await innerInventories(folder, reader, files))
    add(await readVarsFolder(path, reader, files), outer);
  return { byHost, warnings: [...reader.warnings, ...warnings] };
}
