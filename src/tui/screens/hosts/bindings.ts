import { hostFilter } from '../../../present/hosts/host-filter.ts';
import type { HostRow } from '../../../present/hosts/host-row.ts';
import { say } from '../../../text/safe-text.ts';
import type { Binding } from '../../keys/binding.ts';
import { type Model, topOf } from '../../model.ts';
import { hostUnderCursor, openHosts } from './state.ts';

export const HOSTS_BINDINGS: readonly Binding[] = [
  {
    id: 'hosts.open',
    keys: ['h'],
    description: 'hosts: which exporters are up, and how the jobs of each host are',
    footer: { label: 'hosts', usefulness: 58 },
    group: 'Look',
    places: ['fleet', 'job'],
    message: (model) => {
      const top = topOf(model);
      return { type: 'open', state: openHosts(top.screen === 'job' ? top.job : null) };
    },
  },
  {
    id: 'hosts.show-rows',
    keys: ['enter'],
    description: 'the jobs of the host, in the table',
    footer: { label: 'its jobs', usefulness: 97 },
    group: 'Look',
    places: ['hosts'],
    disabled: (model) => (selectedHost(model) === null ? say`there is no host to look at` : null),
    message: (model) => {
      const selected = selectedHost(model);
      return { type: 'show-rows', filter: selected === null ? '' : hostFilter(selected.row, selected.all) };
    },
  },
  {
    id: 'hosts.order',
    keys: ['s'],
    description: 'worst first, or by name',
    footer: { label: 'sort', usefulness: 60 },
    group: 'Look',
    places: ['hosts'],
    message: () => ({ to: 'hosts', type: 'toggle-order' }),
  },
  {
    id: 'hosts.copy',
    keys: ['y'],
    description: 'copy the name of the host to the clipboard (OSC 52)',
    footer: { label: 'copy name', usefulness: 50 },
    group: 'Act',
    places: ['hosts'],
    disabled: (model) => (selectedHost(model) === null ? say`there is no host to copy the name of` : null),
    message: (model) => {
      const selected = selectedHost(model);
      return { type: 'copy', texts: selected === null ? [] : [selected.row.host.host] };
    },
  },
];

function selectedHost(model: Model): { readonly row: HostRow; readonly all: readonly HostRow[] } | null {
  const top = topOf(model);
  if (top.screen !== 'hosts') return null;
  const row = hostUnderCursor(top);
  return row && { row, all: top.rows };
}
