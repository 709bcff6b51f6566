import type { Model } from '../../model.ts';
import { scrolled, withinText } from '../../scroll.ts';
import type { ScreenEvent, Step } from '../screen.ts';
import { logHeight } from './area.ts';
import type { LogState } from './state.ts';

/** Stays at the newest while that is seen; else what is read stays where it is, also when the log drops its oldest. */
export function updateLog(state: LogState, event: ScreenEvent, { activity, window }: Model): Step<LogState> {
  const height = logHeight(window);
  const newest = Math.max(0, activity.length - height);
  if (event.type === 'move') {
    const top = scrolled(state.top, event.motion, activity.length, height);
    return { state: { ...state, top, following: top >= newest, entries: activity } };
  }
  if (event.type !== 'activity' && event.type !== 'window') return { state };
  if (state.following) return { state: { ...state, top: newest, entries: activity } };
  const first = state.entries[state.top];
  const found = first === undefined ? -1 : activity.indexOf(first);
  const top = withinText(Math.max(0, found), activity.length, height);
  return { state: { ...state, top, following: top >= newest, entries: activity } };
}
