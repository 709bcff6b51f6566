import type { CliSearch, WrapperFile } from '../../domain/chain/host-facts.ts';
import type { ScriptRecord } from '../records.ts';
import { groupsOf, type RecordGroup } from './sections.ts';

export function readWrappers(records: readonly ScriptRecord[]): readonly WrapperFile[] {
  return groupsOf(records, 'wrapper').map((group) => ({
    file: group.value,
    state: !group.has('wrapper-there') ? 'missing' : group.has('wrapper-executable') ? 'ready' : 'not-executable',
    edition: editionOf(group),
    version: group.text('wrapper-version') || null,
    lostInterpreter: group.text('wrapper-interpreter'),
    ownSearch: group.has('wrapper-own-search'),
  }));
}

function editionOf(group: RecordGroup): WrapperFile['edition'] {
  if (group.has('wrapper-version')) return 'better';
  return group.has('wrapper-classic') ? 'classic' : 'other';
}

export function readSearches(records: readonly ScriptRecord[]): readonly CliSearch[] {
  return groupsOf(records, 'cli-search').map((group) => ({
    search: group.value,
    found: group.text('cli'),
    blocked: group.text('cli-blocked'),
  }));
}
