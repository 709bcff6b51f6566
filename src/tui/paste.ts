import { say } from '../text/safe-text.ts';
import { type Model, topOf } from './model.ts';
import { screenOf } from './screens/registry.ts';
import { type Update, update } from './update.ts';

/** Pasted text is text, never keys: where none is typed it is not taken. */
export function paste(model: Model, text: string): Update {
  const state = topOf(model);
  if (screenOf(state).takesText(state)) return update(model, { type: 'text', text });
  return update(model, { type: 'notify', text: say`nothing takes pasted text here; / takes it as a filter` });
}
