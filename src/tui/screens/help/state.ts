import type { Binding, Place } from '../../keys/binding.ts';

export interface HelpState {
  readonly screen: 'help';
  /** Where help was asked for: its keys come first. */
  readonly place: Place;
  readonly bindings: readonly Binding[];
  readonly top: number;
}

/** `bindings`: every one there is. */
export function openHelp(place: Place, bindings: readonly Binding[]): HelpState {
  return { screen: 'help', place, bindings, top: 0 };
}
