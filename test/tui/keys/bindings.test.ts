import { describe, expect, it } from 'vitest';
import { BINDINGS, bindingFor, bindingsAt } from '../../../src/tui/keys/bindings-at.ts';
import { COMMON_BINDINGS } from '../../../src/tui/keys/common-bindings.ts';
import { SCREENS } from '../../../src/tui/screens/registry.ts';

const places = [...new Set(BINDINGS.flatMap(({ places }) => (places === 'every' ? [] : places)))];

describe('the bindings', () => {
  it('give a key one meaning at a place', () => {
    for (const place of places) {
      const keys = BINDINGS.filter((binding) => binding.places !== 'every' && binding.places.includes(place)).flatMap(
        ({ keys }) => keys,
      );
      expect([place, keys.filter((key, at) => keys.indexOf(key) !== at)]).toEqual([place, []]);
    }
    const common = COMMON_BINDINGS.flatMap(({ keys }) => keys);
    expect(common.filter((key, at) => common.indexOf(key) !== at)).toEqual([]);
  });

  it('each have a name of their own, keys, a description without a full stop, and a place that there is', () => {
    const ids = BINDINGS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, keys, description, places: where } of BINDINGS) {
      expect(keys.length, id).toBeGreaterThan(0);
      expect(description, id).toMatch(/[^.\s]$/);
      if (where === 'every') continue;
      for (const place of where) expect(Object.keys(SCREENS), id).toContain(place.split(':')[0]);
    }
  });

  it('that hold everywhere are the common ones', () => {
    expect(BINDINGS.filter(({ places: where }) => where === 'every')).toEqual(COMMON_BINDINGS);
  });

  it('let a place go before what holds everywhere, and text before that where it is typed', () => {
    expect(bindingFor({ place: 'fleet', takesText: false }, 'q')?.id).toBe('quit');
    expect(bindingFor({ place: 'fleet:filter', takesText: true }, 'q')).toBeNull();
    expect(bindingFor({ place: 'fleet:filter', takesText: true }, 'ctrl+c')?.id).toBe('quit');
    expect(bindingFor({ place: 'fleet:filter', takesText: true }, 'ctrl+u')?.id).toBe('fleet.filter.delete-before');
    expect(bindingFor({ place: 'fleet', takesText: false }, 'F12')).toBeNull();
  });

  it('are listed for a place with the keys that are theirs there', () => {
    const inFilter = bindingsAt({ place: 'fleet:filter', takesText: true });
    expect(inFilter.find(({ id }) => id === 'quit')?.keys).toEqual(['ctrl+c']);
    expect(inFilter.find(({ id }) => id === 'help')).toBeUndefined();
    expect(inFilter.find(({ id }) => id === 'move.up')?.keys).toEqual(['up']);
  });
});
