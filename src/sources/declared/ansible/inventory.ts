import type { SafeText } from '../../../text/safe-text.ts';
import type { YamlMap } from '../../../text/yaml/tree.ts';
import type { GroupTree } from './group-tree.ts';

/** What an inventory file says. */
export interface Inventory {
  readonly tree: GroupTree;
  /** Variables that stand in the inventory itself. */
  readonly groupVars: readonly InlineVars[];
  readonly hostVars: readonly InlineVars[];
  readonly warnings: readonly SafeText[];
}

export interface InlineVars {
  /** The group or host that they are of. */
  readonly owner: string;
  readonly vars: YamlMap;
}
