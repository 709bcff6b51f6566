import { type SafeText, say } from '../../../text/safe-text.ts';
import { readYaml } from '../../../text/yaml/read.ts';
import type { YamlNode } from '../../../text/yaml/tree.ts';
import { GroupTreeBuilder } from './group-tree.ts';
import { expandHosts } from './host-pattern.ts';
import type { InlineVars, Inventory } from './inventory.ts';

/** Reads an inventory in YAML form: groups with their hosts, children and variables. */
export function parseYamlInventory(file: string, text: string): Inventory {
  const tree = new GroupTreeBuilder();
  const groupVars: InlineVars[] = [];
  const hostVars: InlineVars[] = [];
  const { root, problems } = readYaml(text, '1.1');
  const warnings: SafeText[] = problems.map(({ line, column, message }) => say`${file}:${line}:${column}: ${message}`);
  /** Nodes that aliases share are read once for each name. */
  const done = new Map<YamlNode, Set<string>>();

  const readGroup = (name: string, node: YamlNode): void => {
    if (tree.full) return;
    tree.addGroup(name);
    const names = done.get(node) ?? new Set();
    if (node.kind !== 'map' || names.has(name)) return;
    done.set(node, names.add(name));
    const vars = node.entries.get('vars')?.value;
    if (vars?.kind === 'map') groupVars.push({ owner: name, vars });
    for (const [pattern, { at, value }] of entriesOf(node, 'hosts')) {
      const hosts = expandHosts(pattern);
      if (hosts === null) warnings.push(say`${file}:${at.line}: ${pattern} names no hosts, or too many`);
      for (const host of hosts ?? []) {
        tree.addHost(host, name);
        if (value.kind === 'map') hostVars.push({ owner: host, vars: value });
      }
    }
    for (const [child, { value }] of entriesOf(node, 'children')) {
      tree.addChild(name, child);
      readGroup(child, value);
    }
  };

  for (const [name, { value }] of root?.kind === 'map' ? root.entries : []) readGroup(name, value);
  if (tree.full) warnings.push(say`${file}: too many groups or hosts; the rest is not read`);
  return { tree, groupVars, hostVars, warnings };
}

function entriesOf(group: YamlNode, key: string) {
  const node = group.kind === 'map' ? group.entries.get(key)?.value : undefined;
  return node?.kind === 'map' ? node.entries : [];
}
