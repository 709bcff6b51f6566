import { type SafeText, say } from '../../../text/safe-text.ts';
import type { Binding } from '../../keys/binding.ts';
import { editingBindings } from '../../keys/editing-bindings.ts';
import type { KeyName } from '../../keys/key-name.ts';
import type { Model } from '../../model.ts';
import { chosenIds, selectedRow } from './selection.ts';
import type { FleetMessage } from './state.ts';

const FILTER = 'fleet:filter';
const SORT = 'fleet:sort';

export const FLEET_BINDINGS: readonly Binding[] = [
  {
    id: 'fleet.filter',
    keys: ['/'],
    description: 'filter the rows while you type',
    footer: { label: 'filter', usefulness: 88 },
    group: 'Look',
    places: ['fleet'],
    message: () => ({ to: 'fleet', type: 'edit-filter' }),
  },
  {
    id: 'fleet.problems',
    keys: ['!'],
    description: 'problems only, or all again',
    footer: { label: 'problems', usefulness: 87 },
    group: 'Look',
    places: ['fleet'],
    disabled: withoutRows,
    message: () => ({ to: 'fleet', type: 'toggle-problems' }),
  },
  {
    id: 'fleet.sort',
    keys: ['s'],
    description: 'choose the column to sort by',
    footer: { label: 'sort', usefulness: 60 },
    group: 'Look',
    places: ['fleet'],
    disabled: withoutRows,
    message: () => ({ to: 'fleet', type: 'choose-sort' }),
  },
  {
    id: 'fleet.reverse',
    keys: ['S'],
    description: 'reverse the order',
    footer: { label: 'reverse', usefulness: 35 },
    group: 'Look',
    places: ['fleet', SORT],
    disabled: withoutRows,
    message: () => ({ to: 'fleet', type: 'reverse-sort' }),
  },
  {
    id: 'fleet.wide',
    keys: ['w'],
    description: 'wide: more columns, as many as there is room for',
    footer: { label: 'wide', usefulness: 40 },
    group: 'Look',
    places: ['fleet'],
    disabled: withoutRows,
    message: () => ({ to: 'fleet', type: 'toggle-wide' }),
  },
  {
    id: 'fleet.mark',
    keys: ['space'],
    description: 'mark the job, or take its mark away',
    footer: { label: 'mark', usefulness: 45 },
    group: 'Choose',
    places: ['fleet'],
    disabled: (model) => (selectedRow(model)?.kind === 'job' ? null : say`only a job can be marked`),
    message: () => ({ to: 'fleet', type: 'toggle-mark' }),
  },
  {
    id: 'fleet.copy',
    keys: ['y'],
    description: 'copy the id of the job, or of all that are marked, to the clipboard (OSC 52)',
    footer: { label: 'copy id', usefulness: 50 },
    group: 'Act',
    places: ['fleet'],
    disabled: (model) => (chosenIds(model).length > 0 ? null : say`only a job has an id to copy`),
    message: (model) => ({ type: 'copy', texts: chosenIds(model) }),
  },
  doing('keep-filter', 'enter', 'keep the filter', FILTER, { label: 'keep', usefulness: 99 }),
  {
    id: 'fleet.drop-filter',
    keys: ['esc'],
    description: 'all rows again, without a filter',
    footer: { label: 'clear', usefulness: 98 },
    group: 'Edit',
    places: [FILTER],
    message: () => ({ type: 'back' }),
  },
  ...editingBindings('fleet.filter', FILTER, (edit) => ({ to: 'fleet', type: 'edit', edit })),
  stepping(1, ['right', 's', 'tab', 'l'], 'sort by the next column', { label: 'next', usefulness: 97 }),
  stepping(-1, ['left', 'shift+tab', 'h'], 'sort by the column before', { label: 'before', usefulness: 96 }),
  doing('keep-sort', 'enter', 'keep the order', SORT, { label: 'keep', usefulness: 99 }),
  {
    id: 'fleet.drop-sort',
    keys: ['esc'],
    description: 'the order that it was before',
    footer: { label: 'as before', usefulness: 98 },
    group: 'Edit',
    places: [SORT],
    message: () => ({ type: 'back' }),
  },
];

function withoutRows({ stack: [lowest] }: Model): SafeText | null {
  return lowest.screen === 'fleet' && lowest.sorted.length > 0 ? null : say`there are no rows`;
}

function doing(
  type: Extract<FleetMessage['type'], 'keep-filter' | 'keep-sort'>,
  key: KeyName,
  description: string,
  place: typeof FILTER | typeof SORT,
  footer: Binding['footer'],
): Binding {
  return {
    id: `fleet.${type}`,
    keys: [key],
    description,
    footer,
    group: 'Edit',
    places: [place],
    message: () => ({ to: 'fleet', type }),
  };
}

function stepping(by: 1 | -1, keys: readonly KeyName[], description: string, footer: Binding['footer']): Binding {
  return {
    id: by === 1 ? 'fleet.sort.next' : 'fleet.sort.before',
    keys,
    description,
    footer,
    group: 'Edit',
    places: [SORT],
    message: () => ({ to: 'fleet', type: 'step-sort', by }),
  };
}
