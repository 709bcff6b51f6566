import { describe, expect, it } from 'vitest';
import type { Effect } from '../../../src/tui/effect.ts';
import { createStore } from '../../../src/tui/runtime/store.ts';
import { aJob, aSnapshot } from '../../present/support/snapshot.ts';
import { Pressing } from '../../tui/support/pressing.ts';

function aStore() {
  const effects: Effect[] = [];
  const { model } = new Pressing(aSnapshot({ jobs: [...'abcdef'].map((host) => aJob({ host })) }));
  const store = createStore(model, (effect) => effects.push(effect));
  let heard = 0;
  store.subscribe(() => {
    heard += 1;
  });
  return { store, effects, heard: () => heard };
}

describe('the store', () => {
  it('tells once of keys that came at once', () => {
    const { store, heard } = aStore();
    store.press(['j', 'j', 'j']);
    expect(heard()).toBe(1);
    expect(store.model().stack[0]).toMatchObject({ cursor: { at: 3 } });
  });

  it('tells nothing where nothing has changed', () => {
    const { store, heard } = aStore();
    store.press(['F', 'k']);
    store.press([]);
    expect(heard()).toBeLessThanOrEqual(1);
    store.press(['ctrl+z']);
    expect(heard()).toBeLessThanOrEqual(1);
  });

  it('has effects done after the model is there', () => {
    const { store, effects } = aStore();
    store.press(['j', 'y', 'q']);
    expect(effects.map(({ type }) => type)).toEqual(['copy', 'quit']);
  });
});
