import { bindingFor } from './keys/bindings-at.ts';
import { type KeyName, typedBy } from './keys/key-name.ts';
import { keyPlaceOf } from './keys/key-place.ts';
import { type Model, noticeAt } from './model.ts';
import { type Update, update } from './update.ts';
import { isTooSmall } from './window.ts';

/** What can be done in a window that is too small to show what is done. */
const WITHOUT_A_SCREEN = new Set(['quit', 'suspend', 'redraw']);

const ALT = 'alt+';

/**
 * One key: what it means where it was pressed, or the reason why that can't be done now. A key without a meaning does nothing. Esc and a
 * key that is pressed soon after it look to us like that key with Alt, where we were busy meanwhile; so it is that, but where text is typed.
 */
export function press(before: Model, key: KeyName): Update {
  const model: Model = before.notice === null ? before : { ...before, notice: null };
  const where = keyPlaceOf(model);
  const binding = bindingFor(where, key);
  if (binding === null && key.startsWith(ALT) && !where.takesText) {
    const escaped = press(model, 'esc');
    const { model: last, effects } = press(escaped.model, key.slice(ALT.length));
    return { model: last, effects: [...escaped.effects, ...effects] };
  }
  if (binding === null) {
    const text = where.takesText ? typedBy(key) : null;
    return text === null ? { model, effects: [] } : update(model, { type: 'text', text });
  }
  if (isTooSmall(model.window) && !model.look.screenReader && !WITHOUT_A_SCREEN.has(binding.id))
    return { model, effects: [] };
  const reason = binding.disabled?.(model) ?? null;
  if (reason !== null) return { model: { ...model, notice: noticeAt(model.now, reason, 'warning') }, effects: [] };
  return update(model, binding.message(model, key));
}
