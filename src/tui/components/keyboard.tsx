import { useInput, usePaste } from 'ink';
import { keyNames } from '../keys/key-name.ts';
import type { Store } from '../runtime/store.ts';

/** Keys and pasted text become what they mean. */
export function Keyboard({ store }: { readonly store: Store }): null {
  useInput((input, key) => store.press(keyNames(input, key)));
  usePaste((text) => store.paste(text));
  return null;
}
