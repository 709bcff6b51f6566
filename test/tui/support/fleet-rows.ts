import { rowHost } from '../../../src/present/row.ts';
import type { FleetState } from '../../../src/tui/screens/fleet/state.ts';
import type { Pressing } from './pressing.ts';

/** The state of the table, whatever is above it. */
export function fleetOf({ model: { stack } }: Pressing): FleetState {
  const [lowest] = stack;
  if (lowest.screen !== 'fleet') throw new Error('the table is not the lowest screen');
  return lowest;
}

/** The hosts of the rows, in their order. */
export function hostsOf(tui: Pressing): readonly string[] {
  return fleetOf(tui).rows.map(rowHost);
}

/** `web-01 on line 3`: the row that is selected, and where in the table it is seen, from 0. */
export function selectionOf(tui: Pressing): string {
  const { rows, cursor } = fleetOf(tui);
  const row = rows[cursor.at];
  return `${row === undefined ? 'nothing' : rowHost(row)} on line ${cursor.at - cursor.top}`;
}
