import type { Model } from '../../model.ts';
import { linesOf } from '../../motion.ts';
import { withinText } from '../../scroll.ts';
import type { ScreenEvent, Step } from '../screen.ts';
import { logHeight } from './area.ts';
import { type LogMessage, type LogState, nextShown, openLog, shownOf } from './state.ts';

/** Stays on the newest while that is selected; else on what is selected, where it is, also when the log drops its oldest. */
export function updateLog(state: LogState, event: LogMessage | ScreenEvent, model: Model): Step<LogState> {
  const { activity, window } = model;
  const height = logHeight(window);
  if (event.type === 'move') {
    const by = linesOf(event.motion, height);
    const at = Math.max(0, Math.min(state.entries.length - 1, state.at + by));
    const top = Math.abs(by) > 1 && Number.isFinite(by) ? state.top + by : state.top;
    return { state: placed({ ...state, at, top }, height) };
  }
  const isOther = event.type === 'show-next';
  if (event.type !== 'activity' && event.type !== 'window' && !isOther) return { state };
  const shows = isOther ? nextShown(state.shows) : state.shows;
  if (state.following) return { state: openLog(model, shows) };
  const entries = shownOf(activity, shows);
  const at = nearest(entries, state);
  return { state: placed({ ...state, shows, entries, at, top: at - (state.at - state.top) }, height) };
}

/** Where the selected entry is; where it is shown no more, the last one before it that is. */
function nearest(entries: LogState['entries'], { entries: before, at }: LogState): number {
  const places = new Map(entries.map((entry, place) => [entry, place]));
  const found = before.slice(0, at + 1).findLast((entry) => places.has(entry));
  return found === undefined ? 0 : (places.get(found) ?? 0);
}

/** The selected entry is seen. */
function placed(state: LogState, height: number): LogState {
  const { at, entries } = state;
  const top = Math.min(Math.max(state.top, at - height + 1), at);
  return { ...state, top: withinText(top, entries.length, height), following: at >= entries.length - 1 };
}
