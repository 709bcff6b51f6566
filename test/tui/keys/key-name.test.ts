import type { Key } from 'ink';
import { describe, expect, it } from 'vitest';
import { keyNames, typedBy } from '../../../src/tui/keys/key-name.ts';

const NO_KEY = Object.fromEntries(
  [
    'upArrow',
    'downArrow',
    'leftArrow',
    'rightArrow',
    'pageDown',
    'pageUp',
    'home',
    'end',
    'return',
    'escape',
    'ctrl',
    'shift',
    'tab',
    'backspace',
    'delete',
    'meta',
    'super',
    'hyper',
    'capsLock',
    'numLock',
  ].map((name) => [name, false]),
) as unknown as Key;
const names = (input: string, key: Partial<Key> = {}) => keyNames(input, { ...NO_KEY, ...key });

describe('the names of keys', () => {
  it('are the characters themselves, one by one where several come at once', () => {
    expect(names('jjj')).toEqual(['j', 'j', 'j']);
    expect(names('G', { shift: true })).toEqual(['G']);
    expect(names('a é👩‍👩‍👧')).toEqual(['a', 'space', 'é', '👩‍👩‍👧']);
  });

  it('are words for keys without a character, also within a piece of text', () => {
    expect(names('', { upArrow: true })).toEqual(['up']);
    expect(names('\r', { return: true })).toEqual(['enter']);
    expect(names('', { escape: true, meta: true })).toEqual(['esc']);
    expect(names('j\r\x03\x7f\r\n')).toEqual(['j', 'enter', 'ctrl+c', 'backspace', 'enter']);
  });

  it('tell which other keys were held', () => {
    expect(names('d', { ctrl: true })).toEqual(['ctrl+d']);
    expect(names('x', { meta: true })).toEqual(['alt+x']);
    expect(names('', { tab: true, shift: true })).toEqual(['shift+tab']);
    expect(names('', { backspace: true, meta: true })).toEqual(['alt+backspace']);
  });

  it('are none for a key that is let go, or that has no name here', () => {
    expect(names('j', { eventType: 'release' })).toEqual([]);
    expect(names('')).toEqual([]);
  });

  it('say which of them type a character', () => {
    expect([typedBy('j'), typedBy('space'), typedBy('é'), typedBy('+')]).toEqual(['j', ' ', 'é', '+']);
    expect([typedBy('up'), typedBy('ctrl+d'), typedBy('enter')]).toEqual([null, null, null]);
  });
});
