import { segment } from '../../../present/tone.ts';
import { say } from '../../../text/safe-text.ts';
import type { Screen } from '../screen.ts';
import { LOG_BINDINGS } from './bindings.ts';
import type { LogState } from './state.ts';
import { updateLog } from './update.ts';
import { LogView } from './view.tsx';

/** What duptop did out there. */
export const logScreen: Screen<LogState, never> = {
  name: 'log',
  title: ({ entries, at }) => [
    segment(say`duptop`, 'strong'),
    segment(say`  what duptop did: `),
    segment(say`${Math.min(at + 1, entries.length)} of the last ${entries.length}`, 'muted'),
  ],
  place: () => 'log',
  takesText: () => false,
  update: updateLog,
  closing: () => [],
  View: LogView,
  bindings: LOG_BINDINGS,
};
