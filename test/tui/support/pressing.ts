import type { Snapshot } from '../../../src/domain/snapshot.ts';
import { visible } from '../../../src/text/safe-text.ts';
import type { Effect } from '../../../src/tui/effect.ts';
import { initialModel } from '../../../src/tui/initial-model.ts';
import type { KeyName } from '../../../src/tui/keys/key-name.ts';
import type { Message } from '../../../src/tui/message.ts';
import { type Look, type Model, topOf } from '../../../src/tui/model.ts';
import { press } from '../../../src/tui/press.ts';
import { update } from '../../../src/tui/update.ts';
import type { WindowSize } from '../../../src/tui/window.ts';
import { NOW } from '../../present/support/snapshot.ts';
import { NO_HOSTS } from './no-feeds.ts';

interface Taste {
  readonly look?: Partial<Look>;
  readonly filter?: string;
  readonly readOnly?: boolean;
}

/** The terminal without a terminal: what keys and messages make of the model, and what they ask for outside. */
export class Pressing {
  model: Model;
  /** Since it was last looked at. */
  #effects: Effect[] = [];

  /** `null`: nothing was heard yet. */
  constructor(
    snapshot: Snapshot | null,
    window: WindowSize = { columns: 80, rows: 24 },
    { look = {}, filter = '', readOnly = false }: Taste = {},
  ) {
    this.model = initialModel({
      window,
      now: NOW,
      look: { ascii: false, color: true, screenReader: false, ...look },
      asking: visible('prometheus default'),
      filter,
      fleet: viewOf(snapshot, null),
      ...NO_HOSTS,
      readOnly,
    });
    if (snapshot !== null) this.refreshed(snapshot);
  }

  keys(...names: readonly KeyName[]): this {
    for (const name of names) this.#take(press(this.model, name));
    return this;
  }

  /** A key for each character. */
  types(text: string): this {
    return this.keys(...Array.from(text, (character) => (character === ' ' ? 'space' : character)));
  }

  send(message: Message): this {
    this.#take(update(this.model, message));
    return this;
  }

  /** A round has ended with this; or goes on. */
  refreshed(snapshot: Snapshot, { refreshing = false, now = NOW } = {}): this {
    return this.send({ type: 'fleet', view: { ...viewOf(snapshot, this.model.fleet.snapshot), refreshing }, now });
  }

  effects(): readonly Effect[] {
    const effects = this.#effects;
    this.#effects = [];
    return effects;
  }

  /** The state of the screen on top, which must be the one that is named. */
  top<Name extends Model['stack'][number]['screen']>(name: Name) {
    const top = topOf(this.model);
    if (top.screen !== name) throw new Error(`the screen on top is ${top.screen}`);
    return top as Extract<Model['stack'][number], { readonly screen: Name }>;
  }

  #take({ model, effects }: { readonly model: Model; readonly effects: readonly Effect[] }): void {
    this.model = model;
    this.#effects.push(...effects);
  }
}

function viewOf(snapshot: Snapshot | null, previous: Snapshot | null): Model['fleet'] {
  const refreshedAt = snapshot === null ? null : NOW;
  const nextAt = snapshot === null ? null : NOW + 15_000;
  return { snapshot, previous, refreshing: snapshot === null, refreshedAt, nextAt, paused: false };
}
