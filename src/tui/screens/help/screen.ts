import { segment } from '../../../present/tone.ts';
import { say } from '../../../text/safe-text.ts';
import type { Screen } from '../screen.ts';
import type { HelpState } from './state.ts';
import { updateHelp } from './update.ts';
import { HelpView } from './view.tsx';

export const helpScreen: Screen<HelpState, never> = {
  name: 'help',
  title: () => [segment(say`duptop`, 'strong'), segment(say`  help`)],
  place: () => 'help',
  takesText: () => false,
  update: updateHelp,
  closing: () => [],
  View: HelpView,
  bindings: [],
};
