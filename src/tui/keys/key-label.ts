import { type SafeText, visible } from '../../text/safe-text.ts';
import type { KeyName } from './key-name.ts';

const LABELS: Readonly<Record<KeyName, readonly [string, string]>> = {
  up: ['↑', 'Up'],
  down: ['↓', 'Down'],
  left: ['←', 'Left'],
  right: ['→', 'Right'],
  pageup: ['PgUp', 'PgUp'],
  pagedown: ['PgDn', 'PgDn'],
  home: ['Home', 'Home'],
  end: ['End', 'End'],
  enter: ['Enter', 'Enter'],
  esc: ['Esc', 'Esc'],
  tab: ['Tab', 'Tab'],
  backspace: ['Backspace', 'Backspace'],
  delete: ['Delete', 'Delete'],
  space: ['Space', 'Space'],
};

/** The key as people write it: `↑` (`Up` in ASCII), `Ctrl+D`. */
export function keyLabel(name: KeyName, ascii: boolean): SafeText {
  const parts = name.length > 1 ? name.split('+') : [name];
  const last = parts.pop() ?? name;
  const label = LABELS[last]?.[ascii ? 1 : 0] ?? (parts.length > 0 ? last.toUpperCase() : last);
  return visible([...parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)), label].join('+'));
}
