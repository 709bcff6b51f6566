import type { Screen } from '../screen.ts';
import { LOG_BINDINGS } from './bindings.ts';
import type { LogMessage, LogState } from './state.ts';
import { logTitle } from './title.ts';
import { updateLog } from './update.ts';
import { LogView } from './view.tsx';

/** What duptop did out there. */
export const logScreen: Screen<LogState, LogMessage> = {
  name: 'log',
  title: logTitle,
  place: () => 'log',
  takesText: () => false,
  update: updateLog,
  closing: () => [],
  View: LogView,
  bindings: LOG_BINDINGS,
};
