import type { Screen } from '../screen.ts';
import { TAIL_BINDINGS } from './bindings.ts';
import type { TailMessage, TailState } from './state.ts';
import { tailTitle } from './title.ts';
import { keyOf, updateTail } from './update.ts';
import { TailView } from './view.tsx';

/** A job's own database, read on its host. */
export const tailScreen: Screen<TailState, TailMessage> = {
  name: 'tail',
  title: tailTitle,
  place: () => 'tail',
  takesText: () => false,
  update: updateTail,
  closing: (state) => [{ type: 'end-feed', key: keyOf(state) }],
  View: TailView,
  bindings: TAIL_BINDINGS,
};
