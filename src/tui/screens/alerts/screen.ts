import type { Screen } from '../screen.ts';
import { ALERTS_BINDINGS } from './bindings.ts';
import { READ_FEED } from './reading.ts';
import type { AlertsMessage, AlertsState } from './state.ts';
import { alertsTitle } from './title.ts';
import { updateAlerts } from './update.ts';
import { AlertsView } from './view.tsx';

/** Alerts with their silences. What is being changed goes on when it is closed. */
export const alertsScreen: Screen<AlertsState, AlertsMessage> = {
  name: 'alerts',
  title: alertsTitle,
  place: ({ mode }) => (mode.kind === 'list' ? 'alerts' : `alerts:${mode.kind}`),
  takesText: ({ mode }) => mode.kind === 'form',
  update: updateAlerts,
  closing: () => [{ type: 'end-feed', key: READ_FEED }],
  View: AlertsView,
  bindings: ALERTS_BINDINGS,
};
