import { SCREENS } from '../screens/registry.ts';
import type { Binding, Place } from './binding.ts';
import { COMMON_BINDINGS } from './common-bindings.ts';
import type { KeyName } from './key-name.ts';

/** Every key that does anything, for help and for the README: those of the screens first. */
export const BINDINGS: readonly Binding[] = [
  ...Object.values(SCREENS).flatMap((screen) => screen.bindings),
  ...COMMON_BINDINGS,
];

/** What a key means at a place: what the place says itself goes before what holds everywhere. */
export function bindingFor(place: Place, key: KeyName): Binding | null {
  return ownBinding(place, key) ?? COMMON_BINDINGS.find(({ keys }) => keys.includes(key)) ?? null;
}

/** The same, without what holds everywhere. */
export function ownBinding(place: Place, key: KeyName): Binding | null {
  return (
    BINDINGS.find(({ places, keys }) => places !== 'every' && places.includes(place) && keys.includes(key)) ?? null
  );
}

/** All that are in force at a place, without those whose every key means something else there. */
export function bindingsAt(place: Place): readonly Binding[] {
  return BINDINGS.filter((binding) => binding.keys.some((key) => bindingFor(place, key) === binding));
}
