import type { Screen } from '../screen.ts';
import type { HelpState } from './state.ts';
import { helpTitle } from './title.ts';
import { updateHelp } from './update.ts';
import { HelpView } from './view.tsx';

export const helpScreen: Screen<HelpState, never> = {
  name: 'help',
  title: helpTitle,
  place: () => 'help',
  takesText: () => false,
  update: updateHelp,
  closing: () => [],
  View: HelpView,
  bindings: [],
};
