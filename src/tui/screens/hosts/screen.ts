import { hostsLine } from '../../../present/hosts/hosts-line.ts';
import { segment } from '../../../present/tone.ts';
import { say } from '../../../text/safe-text.ts';
import type { Screen } from '../screen.ts';
import { HOSTS_BINDINGS } from './bindings.ts';
import type { HostsMessage, HostsState } from './state.ts';
import { updateHosts } from './update.ts';
import { HostsView } from './view.tsx';

/** The table of hosts. */
export const hostsScreen: Screen<HostsState, HostsMessage> = {
  name: 'hosts',
  title: ({ rows }) => [segment(say`duptop`, 'strong'), segment(say`  `), ...hostsLine(rows)],
  place: () => 'hosts',
  takesText: () => false,
  update: updateHosts,
  closing: () => [],
  View: HostsView,
  bindings: HOSTS_BINDINGS,
};
