import type { Model } from '../../model.ts';
import { linesOf } from '../../motion.ts';
import { withinText } from '../../scroll.ts';
import type { ScreenEvent, Step } from '../screen.ts';
import { logHeight } from './area.ts';
import { type LogState, openLog } from './state.ts';

/** Stays on the newest while that is selected; else on what is selected, where it is, also when the log drops its oldest. */
export function updateLog(state: LogState, event: ScreenEvent, model: Model): Step<LogState> {
  const { activity, window } = model;
  const height = logHeight(window);
  if (event.type === 'move') {
    const by = linesOf(event.motion, height);
    const at = Math.max(0, Math.min(state.entries.length - 1, state.at + by));
    const top = Math.abs(by) > 1 && Number.isFinite(by) ? state.top + by : state.top;
    return { state: placed({ ...state, at, top }, height) };
  }
  if (event.type !== 'activity' && event.type !== 'window') return { state };
  if (state.following) return { state: openLog(model) };
  const selected = state.entries[state.at];
  const found = selected === undefined ? -1 : activity.indexOf(selected);
  const at = Math.max(0, found);
  return { state: placed({ ...state, entries: activity, at, top: at - (state.at - state.top) }, height) };
}

/** The selected entry is seen. */
function placed(state: LogState, height: number): LogState {
  const { at, entries } = state;
  const top = Math.min(Math.max(state.top, at - height + 1), at);
  return { ...state, top: withinText(top, entries.length, height), following: at >= entries.length - 1 };
}
