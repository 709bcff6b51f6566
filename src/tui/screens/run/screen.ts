import type { Screen } from '../screen.ts';
import { endLooking } from './asked.ts';
import { RUN_BINDINGS } from './bindings.ts';
import type { RunMessage, RunState } from './state.ts';
import { runTitle } from './title.ts';
import { updateRun } from './update.ts';
import { RunView } from './view.tsx';

/** Starts jobs, and shows how they go. What runs goes on when it is closed. */
export const runScreen: Screen<RunState, RunMessage> = {
  name: 'run',
  title: runTitle,
  place: ({ mode }) => (mode.kind === 'list' ? 'run' : `run:${mode.kind}`),
  takesText: () => false,
  update: updateRun,
  closing: ({ mode }) => (mode.kind === 'ask' ? endLooking(mode) : []),
  View: RunView,
  bindings: RUN_BINDINGS,
};
