import type { Message } from '../message.ts';
import type { Edit } from '../text-input.ts';
import type { Binding, Place } from './binding.ts';
import type { KeyName } from './key-name.ts';

const EDITS: readonly (readonly [edit: Edit, keys: readonly KeyName[], description: string])[] = [
  ['backspace', ['backspace'], 'delete the character before the cursor'],
  ['delete', ['delete', 'ctrl+d'], 'delete the character under the cursor'],
  ['left', ['left', 'ctrl+b'], 'one character to the left'],
  ['right', ['right', 'ctrl+f'], 'one character to the right'],
  ['home', ['home', 'ctrl+a'], 'to the beginning of the text'],
  ['end', ['end', 'ctrl+e'], 'to the end of the text'],
  ['delete-word', ['ctrl+w', 'alt+backspace'], 'delete the word before the cursor'],
  ['delete-before', ['ctrl+u'], 'delete all before the cursor'],
  ['delete-after', ['ctrl+k'], 'delete all behind the cursor'],
];

/** The keys that change a text while it is typed; `id` is the beginning of theirs. */
export function editingBindings(id: string, place: Place, message: (edit: Edit) => Message): readonly Binding[] {
  return EDITS.map(([edit, keys, description]) => ({
    id: `${id}.${edit}`,
    keys,
    description,
    footer: null,
    group: 'Edit',
    places: [place],
    message: () => message(edit),
  }));
}
