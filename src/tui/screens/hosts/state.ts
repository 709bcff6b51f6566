import type { Snapshot } from '../../../domain/snapshot.ts';
import type { Layout } from '../../../present/columns/layout.ts';
import type { HostColumn } from '../../../present/hosts/host-columns.ts';
import type { HostOrder } from '../../../present/hosts/host-order.ts';
import { type HostRow, hostKey } from '../../../present/hosts/host-row.ts';
import { type Cursor, FIRST } from '../../cursor.ts';

/** The table of hosts. */
export interface HostsState {
  readonly screen: 'hosts';
  readonly order: HostOrder;
  /** What the rows were made of. */
  readonly snapshot: Snapshot | null;
  /** In order. */
  readonly rows: readonly HostRow[];
  readonly cursor: Cursor;
  /** The host to begin with, until there are rows. */
  readonly wanted: string | null;
  readonly layout: Layout<HostColumn>;
}

export type HostsMessage = { readonly to: 'hosts'; readonly type: 'toggle-order' };

/** Begins with the host that something is on, or with the worst. */
export function openHosts(place: Parameters<typeof hostKey>[0] | null): HostsState {
  return {
    screen: 'hosts',
    order: 'worst',
    snapshot: null,
    rows: [],
    cursor: FIRST,
    wanted: place && hostKey(place),
    layout: [],
  };
}

export function hostUnderCursor({ rows, cursor }: HostsState): HostRow | null {
  return rows[cursor.at] ?? null;
}
