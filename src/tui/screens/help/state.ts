import type { Binding } from '../../keys/binding.ts';

export interface HelpState {
  readonly screen: 'help';
  /** What the keys do where help was asked for. */
  readonly here: readonly Binding[];
  readonly elsewhere: readonly Binding[];
  readonly top: number;
}

export function openHelp(here: readonly Binding[], elsewhere: readonly Binding[]): HelpState {
  return { screen: 'help', here, elsewhere, top: 0 };
}
