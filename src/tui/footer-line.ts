import { type Line, type Segment, segment } from '../present/tone.ts';
import { join } from '../text/join.ts';
import { say, visible } from '../text/safe-text.ts';
import { displayWidth } from '../text/width.ts';
import { bindingsAt } from './keys/bindings-at.ts';
import { keyLabel } from './keys/key-label.ts';
import { keyPlaceOf } from './keys/key-place.ts';
import type { Model } from './model.ts';

const BETWEEN = '  ';

/** The keys that do something now, the most useful first, as many as there is room for. */
export function footerLine(model: Model, columns: number): Line {
  const bindings = bindingsAt(keyPlaceOf(model))
    .filter((binding) => binding.footer !== null && (binding.disabled?.(model) ?? null) === null)
    .sort((one, other) => (other.footer?.usefulness ?? 0) - (one.footer?.usefulness ?? 0));
  const line: Segment[] = [];
  let used = 0;
  for (const { keys, footer } of bindings) {
    const key = keyLabel(keys[0], model.look.ascii);
    const lead = line.length === 0 ? visible('') : visible(BETWEEN);
    const text = say` ${footer?.label ?? ''}`;
    const wide = displayWidth(join([lead, key, text]));
    if (used + wide > columns) continue;
    used += wide;
    line.push(segment(join([lead, key]), 'strong'), segment(text, 'muted'));
  }
  return line;
}
