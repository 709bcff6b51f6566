import { stringify } from 'yaml';
import type { RuleGroup } from './rule-group.ts';

const HEADING = '# Alert rules for Duplicati backups, made by "duptop rules": make them anew rather than edit them.\n';

/** The text of a Prometheus rules file: the same groups give the same text. A group without rules is left out. */
export function rulesFile(groups: readonly RuleGroup[]): string {
  const filled = groups.filter(({ rules }) => rules.length > 0);
  return HEADING + stringify({ groups: filled }, { lineWidth: 0, aliasDuplicateObjects: false });
}
