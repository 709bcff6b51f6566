import { type SafeText, say } from '../../../text/safe-text.ts';
import { GroupTreeBuilder } from './group-tree.ts';
import { expandHosts } from './host-pattern.ts';
import type { Inventory } from './inventory.ts';

const SECTION = /^\[([^\]:]+)(?::(\w+))?\]\s*(?:#.*)?$/;
const COMMENT = /^\s*(?:[#;]|$)/;
const PORT = /:\d+$/;

/** Reads an inventory in INI form: groups with their hosts and children. Variables in it are of no use here: they can't be lists. */
export function parseIniInventory(file: string, text: string): Inventory {
  const tree = new GroupTreeBuilder();
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
      for (const host of hosts ?? []) tree.addHost(host, group);
      if (hosts === null) warnings.push(say`${file}:${index + 1}: ${pattern} names no hosts, or too many`);
    } else if (kind === 'children' && group !== null) {
      tree.addChild(group, line.trim().split(/[\s#;]/)[0] ?? '');
    }
    if (tree.full) {
      warnings.push(say`${file}:${index + 1}: too many groups or hosts; what follows is not read`);
      break;
    }
  }
  return { tree, groupVars: [], hostVars: [], warnings };
}
