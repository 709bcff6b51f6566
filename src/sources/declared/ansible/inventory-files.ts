import type { Files } from '../../../ports/files.ts';
import { type SafeText, say } from '../../../text/safe-text.ts';
import { type GroupTree, GroupTreeBuilder } from './group-tree.ts';
import type { InlineVars, Inventory } from './inventory.ts';
import { parseIniInventory } from './inventory-ini.ts';
import { parseYamlInventory } from './inventory-yaml.ts';
import { readBounded } from './read-bounded.ts';
import { type OwnedVars, pickVars, type VarsSource, type WantedVar } from './vars.ts';

const NAMES = ['hosts', 'inventory'].flatMap((name) => ['', '.ini', '.yml', '.yaml'].map((ending) => name + ending));
const YAML_ENDING = /\.ya?ml$/;
/** A file without ending is YAML where its first line of substance is a key that stands alone. */
const YAML_BEGINNING = /^(?:[ \t\r]*(?:#.*)?\n|---.*\n)*["']?[\w-]+["']?:[ \t\r]*(?:#.*)?(?:\n|$)/;

/** All that the inventory files of a folder say. */
export interface FolderInventory {
  readonly tree: GroupTree;
  /** By group; of each the strongest last. */
  readonly groupVars: OwnedVars;
  /** By host. */
  readonly hostVars: OwnedVars;
  /** `false`: no file says which hosts there are and which groups they are in. */
  readonly known: boolean;
  readonly warnings: readonly SafeText[];
}

/** Reads the inventory files of a folder: `hosts`, `hosts.yml`, `inventory.ini` and their like. Never runs one that is a program. */
export async function readInventory(
  folder: string,
  files: Files,
  wanted: readonly WantedVar[],
): Promise<FolderInventory> {
  const tree = new GroupTreeBuilder();
  const groupVars = new Map<string, VarsSource[]>();
  const hostVars = new Map<string, VarsSource[]>();
  const warnings: SafeText[] = [];
  for (const name of NAMES) {
    const file = `${folder}/${name}`;
    if ((await files.kind(file)) !== 'file') continue;
    const read = await readBounded(file, files);
    if ('warning' in read || read.text.startsWith('#!')) {
      warnings.push(
        'warning' in read ? read.warning : say`${file}: is a program that prints an inventory; duptop does not run it`,
      );
      continue;
    }
    const inventory = parseInventory(file, read.text);
    tree.addAll(inventory.tree);
    for (const vars of inventory.groupVars) addVars(groupVars, file, vars, wanted);
    for (const vars of inventory.hostVars) addVars(hostVars, file, vars, wanted);
    for (const warning of inventory.warnings) warnings.push(warning);
  }
  return { tree, groupVars, hostVars, known: tree.hosts.size > 0, warnings };
}

function parseInventory(file: string, text: string): Inventory {
  const hasEnding = file.lastIndexOf('.') > file.lastIndexOf('/');
  const yaml = hasEnding ? YAML_ENDING.test(file) : YAML_BEGINNING.test(text);
  return yaml ? parseYamlInventory(file, text) : parseIniInventory(file, text);
}

function addVars(
  all: Map<string, VarsSource[]>,
  file: string,
  { owner, vars }: InlineVars,
  wanted: readonly WantedVar[],
): void {
  const source = { file, vars: pickVars(vars, wanted) };
  if (source.vars.size === 0) return;
  const known = all.get(owner);
  if (known) known.push(source);
  else all.set(owner, [source]);
}
