import { say } from '../../../text/safe-text.ts';
import type { Binding } from '../../keys/binding.ts';
import { type Model, topOf } from '../../model.ts';
import { entryUnderCursor } from './state.ts';

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
    id: 'log.back',
    keys: ['esc'],
    description: 'back to where one came from',
    footer: { label: 'back', usefulness: 92 },
    group: 'Move',
    places: ['log'],
    message: () => ({ type: 'back' }),
  },
];

function copyable(model: Model): string | null {
  const top = topOf(model);
  return top.screen === 'log' ? (entryUnderCursor(top)?.what ?? null) : null;
}
