import type { Effect } from '../effect.ts';
import type { KeyName } from '../keys/key-name.ts';
import type { Message } from '../message.ts';
import type { Model } from '../model.ts';
import { paste } from '../paste.ts';
import { press } from '../press.ts';
import { type Update, update } from '../update.ts';

/** Holds the model, and tells when it is another. */
export interface Store {
  model(): Model;
  subscribe(listener: () => void): () => void;
  send(message: Message): void;
  /** Keys that came at once; the screen is drawn after the last. */
  press(keys: readonly KeyName[]): void;
  paste(text: string): void;
}

export function createStore(initial: Model, run: (effect: Effect) => void): Store {
  let model = initial;
  const listeners = new Set<() => void>();
  const take = (steps: readonly ((model: Model) => Update)[]): void => {
    const before = model;
    const effects: Effect[] = [];
    for (const step of steps) {
      const next = step(model);
      model = next.model;
      effects.push(...next.effects);
    }
    if (model !== before) for (const listener of listeners) listener();
    for (const effect of effects) run(effect);
  };
  return {
    model: () => model,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send: (message) => take([(current) => update(current, message)]),
    press: (keys) => take(keys.map((key) => (current) => press(current, key))),
    paste: (text) => take([(current) => paste(current, text)]),
  };
}
