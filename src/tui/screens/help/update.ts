import type { Model } from '../../model.ts';
import { scrolled, withinText } from '../../scroll.ts';
import { bodyRows } from '../../window.ts';
import type { ScreenEvent, Step } from '../screen.ts';
import { helpLines } from './lines.ts';
import type { HelpState } from './state.ts';

export function updateHelp(state: HelpState, event: ScreenEvent, { window, look }: Model): Step<HelpState> {
  if (event.type !== 'move' && event.type !== 'window') return { state };
  const total = helpLines(state, look, window.columns).length;
  const height = bodyRows(window);
  const top =
    event.type === 'move' ? scrolled(state.top, event.motion, total, height) : withinText(state.top, total, height);
  return { state: top === state.top ? state : { ...state, top } };
}
