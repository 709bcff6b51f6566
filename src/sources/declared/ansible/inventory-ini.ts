import { type SafeText, say } from '../../../text/safe-text.ts';
import type { YamlMap } from '../../../text/yaml/tree.ts';
import { GroupTreeBuilder } from './group-tree.ts';
import { expandHosts } from './host-pattern.ts';
import type { InlineVars, Inventory } from './inventory.ts';
import { ADDRESS_VAR } from './vars.ts';

const SECTION = /^\[([^\]:]+)(?::(\w+))?\]\s*(?:#.*)?$/;
const COMMENT = /^\s*(?:[#;]|$)/;
const PORT = /:\d+$/;
const ADDRESS = /\sansible_host\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'#]+))/;

/** Reads an inventory in INI form: groups with their hosts and children, and the hosts' addresses; no other variable of it is of use here. */
export function parseIniInventory(file: string, text: string): Inventory {
  const tree = new GroupTreeBuilder();
  const hostVars: InlineVars[] = [];
  const warnings: SafeText[] = [];
  let group: string | null = null;
  let kind = 'hosts';
  for (const [index, line] of text.split('\n').entries()) {
    if (COMMENT.test(line)) continue;
    const section = SECTION.exec(line.trim());
    if (section) {
      group = section[1] ?? '';
      kind = section[2] ?? 'hosts';
      tree.addGroup(group);
    } else if (kind === 'hosts') {
      const pattern = (line.trim().split(/\s/)[0] ?? '').replace(PORT, '');
      const hosts = expandHosts(pattern);
      const vars = addressIn(line, index + 1);
      for (const host of hosts ?? []) {
        tree.addHost(host, group);
        if (vars) hostVars.push({ owner: host, vars });
      }
      if (hosts === null) warnings.push(say`${file}:${index + 1}: ${pattern} names no hosts, or too many`);
    } else if (kind === 'children' && group !== null) {
      tree.addChild(group, line.trim().split(/[\s#;]/)[0] ?? '');
    }
    if (tree.full) {
      warnings.push(say`${file}:${index + 1}: too many groups or hosts; what follows is not read`);
      break;
    }
  }
  return { tree, groupVars: [], hostVars, warnings };
}

/** `web01 ansible_host=10.0.0.5 # in the cellar`, as the variable that it sets. */
function addressIn(line: string, number: number): YamlMap | null {
  const [, ...found] = ADDRESS.exec(line.replace(/\s#.*/, '')) ?? [];
  const value = found.find((text) => text !== undefined);
  if (value === undefined) return null;
  const at = { line: number, column: 1 };
  return {
    kind: 'map',
    at,
    entries: new Map([[ADDRESS_VAR, { at, value: { kind: 'scalar', at, value, tag: null } }]]),
  };
}
