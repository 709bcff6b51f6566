import { outcomeText } from '../../../present/alerts/outcome-text.ts';
import type { Model } from '../../model.ts';
import type { ScreenEvent, Step } from '../screen.ts';
import { withRows } from './derive.ts';
import type { AlertsState } from './state.ts';

export const READ_FEED = 'alerts';
export const CHANGE_FEED = 'alerts:change';

/** Reads alerts and silences anew. */
export function reading(state: AlertsState, { fleet }: Model): Step<AlertsState> {
  return {
    state: { ...state, reading: true, round: fleet.refreshedAt },
    effects: [
      {
        type: 'start-feed',
        key: READ_FEED,
        request: { feed: 'alerts', ask: { jobs: fleet.snapshot?.jobs ?? [] } },
      },
    ],
  };
}

/** What was read; or what came of a change. */
export function told(
  state: AlertsState,
  { key, step }: Extract<ScreenEvent, { readonly type: 'told' }>,
  model: Model,
): Step<AlertsState> {
  if (key === READ_FEED && step.feed === 'alerts') {
    return { state: withRows({ ...state, read: step.told, error: null }, model) };
  }
  if (key !== CHANGE_FEED || step.feed !== 'change-silences') return { state };
  return { state, notice: outcomeText(step.told, model.now) };
}
