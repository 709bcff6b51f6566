import { bindingFor, ownBinding } from './keys/bindings-at.ts';
import { type KeyName, typedBy } from './keys/key-name.ts';
import { type Model, noticeAt, topOf } from './model.ts';
import { screenOf } from './screens/registry.ts';
import { type Update, update } from './update.ts';

/** One key: what it means where it was pressed, or the reason why that can't be done now. A key without a meaning does nothing. */
export function press(before: Model, key: KeyName): Update {
  const model: Model = before.notice === null ? before : { ...before, notice: null };
  const state = topOf(model);
  const screen = screenOf(state);
  const place = screen.place(state);
  const own = ownBinding(place, key);
  const text = own === null && screen.takesText(state) ? typedBy(key) : null;
  if (text !== null) return update(model, { type: 'text', text });
  const binding = own ?? bindingFor(place, key);
  if (binding === null) return { model, effects: [] };
  const reason = binding.disabled?.(model) ?? null;
  if (reason !== null) return { model: { ...model, notice: noticeAt(model.now, reason, 'warning') }, effects: [] };
  return update(model, binding.message(model));
}
