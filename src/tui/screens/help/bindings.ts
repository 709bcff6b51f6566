import type { Binding } from '../../keys/binding.ts';

export const HELP_BINDINGS: readonly Binding[] = [
  {
    id: 'help.back',
    keys: ['esc'],
    description: 'back to where one came from',
    footer: { label: 'back', usefulness: 92 },
    group: 'Move',
    places: ['help'],
    message: () => ({ type: 'back' }),
  },
];
