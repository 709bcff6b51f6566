import { topOf } from '../model.ts';
import type { Motion } from '../motion.ts';
import { openLog } from '../screens/log/state.ts';
import type { Binding } from './binding.ts';
import type { KeyName } from './key-name.ts';

/** Keys that mean the same on every screen. */
export const COMMON_BINDINGS: readonly Binding[] = [
  moving('up', ['up', 'k'], 'one line up'),
  moving('down', ['down', 'j'], 'one line down'),
  moving('page-up', ['pageup', 'ctrl+b'], 'one page up'),
  moving('page-down', ['pagedown', 'ctrl+f'], 'one page down'),
  moving('half-page-up', ['ctrl+u'], 'half a page up'),
  moving('half-page-down', ['ctrl+d'], 'half a page down'),
  moving('first', ['home', 'g'], 'to the first'),
  moving('last', ['end', 'G'], 'to the last'),
  {
    id: 'help',
    keys: ['?'],
    description: 'help: every key, the filter language, the signs',
    footer: { label: 'help', usefulness: 65, always: true },
    group: 'duptop',
    places: 'every',
    message: () => ({ type: 'help' }),
  },
  {
    id: 'log',
    keys: ['@'],
    description: 'what duptop did: each request, script and login, when, and what came of it',
    footer: { label: 'log', usefulness: 20 },
    group: 'Look',
    places: 'every',
    message: (model) => (topOf(model).screen === 'log' ? { type: 'back' } : { type: 'open', state: openLog(model) }),
  },
  {
    id: 'refresh',
    keys: ['R', 'ctrl+r'],
    description: 'ask all sources now',
    footer: { label: 'refresh', usefulness: 30 },
    group: 'Act',
    places: 'every',
    message: () => ({ type: 'refresh' }),
  },
  {
    id: 'pause',
    keys: ['p'],
    description: 'pause the asking, or go on with it',
    footer: { label: 'pause', usefulness: 25 },
    group: 'Act',
    places: 'every',
    message: () => ({ type: 'toggle-pause' }),
  },
  {
    id: 'back',
    keys: ['esc'],
    description: 'back: leaves a screen, or takes back filter, problems only and marks, one after the other',
    footer: null,
    group: 'duptop',
    places: 'every',
    message: () => ({ type: 'back' }),
  },
  {
    id: 'redraw',
    keys: ['ctrl+l'],
    description: 'draw the screen anew',
    footer: null,
    group: 'duptop',
    places: 'every',
    message: () => ({ type: 'redraw' }),
  },
  {
    id: 'suspend',
    keys: ['ctrl+z'],
    description: 'suspend: back to the shell, which brings duptop back with fg',
    footer: null,
    group: 'duptop',
    places: 'every',
    message: () => ({ type: 'suspend' }),
  },
  {
    id: 'quit',
    keys: ['q', 'ctrl+c'],
    description: 'quit',
    footer: { label: 'quit', usefulness: 64, always: true },
    group: 'duptop',
    places: 'every',
    message: () => ({ type: 'quit' }),
  },
];

function moving(motion: Motion, keys: readonly KeyName[], description: string): Binding {
  return {
    id: `move.${motion}`,
    keys,
    description,
    footer: null,
    group: 'Move',
    places: 'every',
    message: () => ({ type: 'move', motion }),
  };
}
