import { groupsByHost } from './group-tree.ts';
import type { VarsSource, WantedVar } from './vars.ts';
import type { VarsFolder } from './vars-folder.ts';

/** Who says what a variable is for one host. */
export interface HostVars {
  readonly host: string;
  readonly source: VarsSource;
}

/**
 * The source of a variable for each host of an inventory that has it, in Ansible's order of precedence: host before group, a child group
 * before its parents, these before `all`; at one level the playbook's folder (`outer`) goes before the inventory's, and files before
 * the inventory itself. A host is one that the inventory lists, or that has variables of its own.
 */
export function varsByHost(name: WantedVar, inventory: VarsFolder, outer: VarsFolder | null): readonly HostVars[] {
  const { inventory: listed, groupVars, hostVars } = inventory;
  const groups = groupsByHost(listed.tree);
  const hosts = new Set([...listed.tree.hosts, ...hostVars.keys(), ...listed.hostVars.keys()]);
  const found: HostVars[] = [];
  for (const host of hosts) {
    const isListed = listed.tree.hosts.has(host);
    const all = isListed ? ['all'] : [];
    const own = isListed ? (groups.get(host) ?? []) : [];
    const weakestFirst = [
      ...[...all, ...own].map((group) => listed.groupVars.get(group)),
      ...all.flatMap((group) => [groupVars.get(group), outer?.groupVars.get(group)]),
      ...own.map((group) => groupVars.get(group)),
      ...own.map((group) => outer?.groupVars.get(group)),
      listed.hostVars.get(host),
      hostVars.get(host),
      outer?.hostVars.get(host),
    ];
    const source = weakestFirst.flatMap((sources) => sources ?? []).findLast(({ vars }) => vars.has(name));
    if (source) found.push({ host, source });
  }
  return found;
}
