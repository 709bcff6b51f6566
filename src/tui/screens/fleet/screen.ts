import type { Screen } from '../screen.ts';
import { FLEET_BINDINGS } from './bindings.ts';
import type { FleetMessage, FleetState } from './state.ts';
import { fleetTitle } from './title.ts';
import { updateFleet } from './update.ts';
import { FleetView } from './view.tsx';

/** The table: where duptop begins. */
export const fleetScreen: Screen<FleetState, FleetMessage> = {
  name: 'fleet',
  title: (_, model) => fleetTitle(model),
  place: ({ mode }) => (mode.kind === 'table' ? 'fleet' : `fleet:${mode.kind}`),
  takesText: ({ mode }) => mode.kind === 'filter',
  update: updateFleet,
  closing: () => [],
  View: FleetView,
  bindings: FLEET_BINDINGS,
};
