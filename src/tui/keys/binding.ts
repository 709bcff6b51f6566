import type { SafeText } from '../../text/safe-text.ts';
import type { Message } from '../message.ts';
import type { Model } from '../model.ts';
import type { ScreenState } from '../screens/registry.ts';
import type { KeyName } from './key-name.ts';

/** Where keys mean something of their own: a screen, or a mode of one, such as `fleet` and `fleet:filter`. */
export type Place = ScreenState['screen'] | `${ScreenState['screen']}:${string}`;

/** Headings of the help screen, in its order. */
export const GROUPS = ['Move', 'Look', 'Choose', 'Act', 'Edit', 'duptop'] as const;
type Group = (typeof GROUPS)[number];

interface FooterLabel {
  /** What it does as things are; `null`: nothing that is worth the room. */
  readonly label: string | ((model: Model) => string | null);
  /** The greater stands first. */
  readonly usefulness: number;
  /** Those before it go where there is little room. */
  readonly always?: true;
}

/** What a key does. Help, the line of keys and the README are made from these. */
export interface Binding {
  /** Unique, such as `fleet.filter`. */
  readonly id: string;
  /** Any of them; the first is shown where there is little room. */
  readonly keys: readonly KeyName[];
  /** For help, without a full stop. */
  readonly description: string;
  /** For the line of keys. `null`: only in help. */
  readonly footer: FooterLabel | null;
  readonly group: Group;
  /** `every` has it wherever no text is typed. */
  readonly places: readonly Place[] | 'every';
  /** Why it can't be done now. */
  disabled?(model: Model): SafeText | null;
  /** `key`: which of them it was. */
  message(model: Model, key: KeyName): Message;
}
