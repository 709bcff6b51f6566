import { expect, it } from 'vitest';
import { keyLabel } from '../../../src/tui/keys/key-label.ts';

it('writes keys as people do, with arrows only where they may be', () => {
  expect(['j', 'G', 'up', 'ctrl+d', 'shift+tab', 'space', '+'].map((name) => keyLabel(name, false))).toEqual([
    'j',
    'G',
    '↑',
    'Ctrl+D',
    'Shift+Tab',
    'Space',
    '+',
  ]);
  expect(keyLabel('up', true)).toBe('Up');
});
