import type { Binding } from './binding.ts';

/** Named in the line of keys where a screen lies on another; Esc does the same wherever no text is typed. */
export const BACK_BINDING: Binding = {
  id: 'back-from-screen',
  keys: ['esc'],
  description: 'back to where one came from',
  footer: { label: 'back', usefulness: 98 },
  group: 'Move',
  places: ['job', 'alerts', 'doctor', 'hosts', 'tail', 'help', 'log'],
  message: () => ({ type: 'back' }),
};
