import { say } from '../../../text/safe-text.ts';
import type { Binding } from '../../keys/binding.ts';
import { type Model, topOf } from '../../model.ts';
import { entryUnderCursor, type LogShows, type LogState } from './state.ts';

export const LOG_BINDINGS: readonly Binding[] = [
  {
    id: 'log.copy',
    keys: ['y'],
    description: 'copy what was done, such as a command or an address, to the clipboard (OSC 52)',
    footer: { label: 'copy', usefulness: 75 },
    group: 'Act',
    places: ['log'],
    disabled: (model) => (copyable(model) === null ? say`there is nothing to copy` : null),
    message: (model) => ({ type: 'copy', texts: [copyable(model) ?? ''] }),
  },
  {
    id: 'log.shows',
    keys: ['A'],
    description: 'hide requests to servers, then all but what changed something, then show all again',
    footer: { label: (model) => NEXT[shown(model)?.shows ?? 'all'], usefulness: 76 },
    group: 'Look',
    places: ['log'],
    message: () => ({ to: 'log', type: 'show-next' }),
  },
];

/** What the key does next. */
const NEXT: Readonly<Record<LogShows, string>> = { all: 'no requests', hosts: 'changes only', acts: 'all' };

function copyable(model: Model): string | null {
  const state = shown(model);
  return state === null ? null : (entryUnderCursor(state)?.what ?? null);
}

function shown(model: Model): LogState | null {
  const top = topOf(model);
  return top.screen === 'log' ? top : null;
}
