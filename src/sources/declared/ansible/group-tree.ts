/** The hosts and groups of an inventory. */
export interface GroupTree {
  readonly hosts: ReadonlySet<string>;
  readonly groups: ReadonlyMap<string, { readonly hosts: ReadonlySet<string>; readonly children: ReadonlySet<string> }>;
}

/** More is no inventory that a person wrote. */
const MAX_GROUPS = 5000;
const MAX_MEMBERS = 200_000;

/** A tree under construction. Groups that are only mentioned exist too. */
export class GroupTreeBuilder implements GroupTree {
  readonly hosts = new Set<string>();
  readonly groups = new Map<string, { readonly hosts: Set<string>; readonly children: Set<string> }>();
  #members = 0;

  /** Nothing more should be added. */
  get full(): boolean {
    return this.groups.size >= MAX_GROUPS || this.#members >= MAX_MEMBERS;
  }

  addGroup(name: string): { readonly hosts: Set<string>; readonly children: Set<string> } {
    const group = this.groups.get(name) ?? { hosts: new Set<string>(), children: new Set<string>() };
    this.groups.set(name, group);
    return group;
  }

  addHost(host: string, group: string | null): void {
    this.#members += 1;
    this.hosts.add(host);
    if (group !== null) this.addGroup(group).hosts.add(host);
  }

  addChild(parent: string, child: string): void {
    this.addGroup(child);
    this.addGroup(parent).children.add(child);
  }

  addAll(tree: GroupTree): void {
    for (const host of tree.hosts) this.addHost(host, null);
    for (const [name, group] of tree.groups) {
      this.addGroup(name);
      for (const host of group.hosts) this.addHost(host, name);
      for (const child of group.children) this.addChild(name, child);
    }
  }
}

/**
 * The groups of every host except `all`, the weakest first: a child's variables go before its parent's, and among groups of one depth
 * the last of the alphabet wins. That is Ansible's order. A host without a group is in `ungrouped`.
 */
export function groupsByHost({ hosts, groups }: GroupTree): ReadonlyMap<string, readonly string[]> {
  const parents = parentsOf(groups);
  const depths = depthsOf(groups, parents);
  const byStrength = (left: string, right: string) =>
    (depths.get(left) ?? 0) - (depths.get(right) ?? 0) || (left < right ? -1 : 1);
  const found = new Map([...hosts].map((host) => [host, new Set<string>()]));
  for (const [name, group] of groups) {
    const lineage = withAncestors(name, parents);
    for (const host of group.hosts) for (const member of lineage) found.get(host)?.add(member);
  }
  return new Map(
    [...found].map(([host, members]) => {
      const names = [...members].filter((name) => name !== 'all' && name !== 'ungrouped');
      return [host, names.length > 0 ? names.sort(byStrength) : ['ungrouped']];
    }),
  );
}

function parentsOf(groups: GroupTree['groups']): ReadonlyMap<string, readonly string[]> {
  const parents = new Map<string, string[]>();
  for (const [parent, { children }] of groups)
    for (const child of children) {
      const known = parents.get(child);
      if (known) known.push(parent);
      else parents.set(child, [parent]);
    }
  return parents;
}

function withAncestors(name: string, parents: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const lineage = new Set([name]);
  // A set that grows while it is walked: each group is visited once, circles end.
  for (const group of lineage) for (const parent of parents.get(group) ?? []) lineage.add(parent);
  return lineage;
}

/** Longest way down from a group without parents. Groups in a circle, which Ansible refuses, have none. */
function depthsOf(
  groups: GroupTree['groups'],
  parents: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, number> {
  const depths = new Map<string, number>();
  const parentsLeft = new Map([...groups.keys()].map((name) => [name, parents.get(name)?.length ?? 0]));
  const ready = [...groups.keys()].filter((name) => parentsLeft.get(name) === 0);
  for (const name of ready) {
    const below = (depths.get(name) ?? 0) + 1;
    for (const child of groups.get(name)?.children ?? []) {
      // Groups get ready in the order of their depth: the last parent is the deepest.
      depths.set(child, below);
      const left = (parentsLeft.get(child) ?? 0) - 1;
      parentsLeft.set(child, left);
      if (left === 0) ready.push(child);
    }
  }
  return depths;
}
