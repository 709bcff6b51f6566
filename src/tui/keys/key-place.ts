import { type Model, topOf } from '../model.ts';
import { screenOf } from '../screens/registry.ts';
import type { KeyPlace } from './bindings-at.ts';

/** Where a key is pressed now. */
export function keyPlaceOf(model: Model): KeyPlace {
  const state = topOf(model);
  const screen = screenOf(state);
  return { place: screen.place(state), takesText: screen.takesText(state) };
}
