import type { Files } from '../../../ports/files.ts';
import { type FolderInventory, readInventory } from './inventory-files.ts';
import type { OwnedVars } from './vars.ts';
import type { VarsReader } from './vars-reader.ts';

const MAX_INVENTORIES = 100;

/** A folder with `host_vars/`, `group_vars/` and inventory files; each may be missing. */
export interface VarsFolder {
  readonly inventory: FolderInventory;
  readonly groupVars: OwnedVars;
  readonly hostVars: OwnedVars;
}

export async function readVarsFolder(folder: string, reader: VarsReader, files: Files): Promise<VarsFolder> {
  return {
    inventory: await readInventory(folder, files, reader.wanted),
    groupVars: await reader.readOwners(`${folder}/group_vars`),
    hostVars: await reader.readOwners(`${folder}/host_vars`),
  };
}

/** The folders of inventories that lie in a playbook's folder: `inventory/` and each of `inventories/`. */
export async function innerInventories(folder: string, reader: VarsReader, files: Files): Promise<readonly string[]> {
  const names = await reader.list(`${folder}/inventories`);
  const paths = [`${folder}/inventory`, ...names.map((name) => `${folder}/inventories/${name}`)].slice(
    0,
    MAX_INVENTORIES,
  );
  const kinds = await Promise.all(paths.map((path) => files.kind(path)));
  return paths.filter((_, index) => kinds[index] === 'folder');
}
