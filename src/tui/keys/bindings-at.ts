import { SCREENS } from '../screens/registry.ts';
import { BACK_BINDING } from './back-binding.ts';
import type { Binding, Place } from './binding.ts';
import { COMMON_BINDINGS } from './common-bindings.ts';
import { type KeyName, typedBy } from './key-name.ts';
import { LOGIN_BINDING } from './login-binding.ts';

/** Every key that does anything, for help and for the README: those of the screens first. */
export const BINDINGS: readonly Binding[] = [
  ...Object.values(SCREENS).flatMap((screen) => screen.bindings),
  BACK_BINDING,
  LOGIN_BINDING,
  ...COMMON_BINDINGS,
];

/** Where keys are pressed: a place, and whether what can be typed is text there. */
export interface KeyPlace {
  readonly place: Place;
  readonly takesText: boolean;
}

/** What a key means: what the place says itself goes before text, and that before what holds everywhere. `null`: nothing, or text. */
export function bindingFor({ place, takesText }: KeyPlace, key: KeyName): Binding | null {
  const own = BINDINGS.find(({ places, keys }) => places !== 'every' && places.includes(place) && keys.includes(key));
  if (own !== undefined) return own;
  if (takesText && typedBy(key) !== null) return null;
  return COMMON_BINDINGS.find(({ keys }) => keys.includes(key)) ?? null;
}

/** A binding with those of its keys that are not something else where it is looked at. */
export interface BindingInForce extends Binding {
  readonly keys: readonly [KeyName, ...KeyName[]];
}

/** All that are in force. */
export function bindingsAt(where: KeyPlace): readonly BindingInForce[] {
  return BINDINGS.flatMap((binding) => {
    const [first, ...more] = binding.keys.filter((key) => bindingFor(where, key) === binding);
    return first === undefined ? [] : [{ ...binding, keys: [first, ...more] as const }];
  });
}
