import { type Line, type Segment, segment } from '../present/tone.ts';
import { join } from '../text/join.ts';
import { type SafeText, say, visible } from '../text/safe-text.ts';
import { displayWidth } from '../text/width.ts';
import { type BindingInForce, bindingsAt } from './keys/bindings-at.ts';
import { keyLabel } from './keys/key-label.ts';
import { keyPlaceOf } from './keys/key-place.ts';
import type { Model } from './model.ts';

const BETWEEN = '  ';

/** A key that does something now, and what. */
interface Hint {
  readonly key: SafeText;
  readonly label: SafeText;
  readonly usefulness: number;
  readonly always: boolean;
  readonly width: number;
}

/** The keys that do something now, the most useful first, as many as there is room for; those that help in any case always. */
export function footerLine(model: Model, columns: number): Line {
  const hints = bindingsAt(keyPlaceOf(model))
    .flatMap((binding) => hintOf(binding, model))
    .sort((one, other) => other.usefulness - one.usefulness);
  return shownOf(hints, columns).flatMap(({ key, label }, at): Segment[] => [
    segment(at === 0 ? key : join([visible(BETWEEN), key]), 'strong'),
    segment(label, 'muted'),
  ]);
}

function hintOf({ keys, footer, disabled }: BindingInForce, model: Model): readonly Hint[] {
  if (footer === null || (disabled?.(model) ?? null) !== null) return [];
  const { usefulness, always = false } = footer;
  const word = typeof footer.label === 'string' ? footer.label : footer.label(model);
  if (word === null) return [];
  const key = keyLabel(keys[0], model.look.ascii);
  const label = say` ${word}`;
  return [{ key, label, usefulness, always, width: displayWidth(key) + displayWidth(label) }];
}

/** In the order in which they stand. */
function shownOf(hints: readonly Hint[], columns: number): readonly Hint[] {
  const shown = new Set<Hint>();
  let used = 0;
  for (const hint of [...hints.filter(({ always }) => always), ...hints]) {
    const wide = hint.width + (shown.size === 0 ? 0 : BETWEEN.length);
    if (shown.has(hint) || used + wide > columns) continue;
    used += wide;
    shown.add(hint);
  }
  return hints.filter((hint) => shown.has(hint));
}
