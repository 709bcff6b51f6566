import type { Model } from '../../model.ts';
import { scrolled, withinText } from '../../scroll.ts';
import { bodyRows } from '../../window.ts';
import type { ScreenEvent, Step } from '../screen.ts';
import { doctorLines } from './lines.ts';
import type { DoctorMessage, DoctorState } from './state.ts';

export const DOCTOR_FEED = 'doctor';

export function updateDoctor(
  state: DoctorState,
  message: DoctorMessage | ScreenEvent,
  model: Model,
): Step<DoctorState> {
  switch (message.type) {
    case 'opened':
      return looking(state);
    case 'again':
      return state.looking ? { state } : looking(state);
    case 'told':
      if (message.key !== DOCTOR_FEED || message.step.feed !== 'doctor') return { state };
      return { state: fitted({ ...state, diagnosis: message.step.told }, model) };
    case 'feed-ended':
      if (message.key !== DOCTOR_FEED) return { state };
      return { state: fitted({ ...state, looking: false, error: message.error }, model) };
    case 'window':
      return { state: fitted(state, model) };
    case 'move': {
      const total = doctorLines(state, model, model.window.columns).length;
      return { state: { ...state, top: scrolled(state.top, message.motion, total, bodyRows(model.window)) } };
    }
    default:
      return { state };
  }
}

/** What was found before stays until there is something newer. */
function looking(state: DoctorState): Step<DoctorState> {
  return {
    state: { ...state, looking: true, error: null },
    effects: [{ type: 'start-feed', key: DOCTOR_FEED, request: { feed: 'doctor', ask: { job: state.job } } }],
  };
}

function fitted(state: DoctorState, model: Model): DoctorState {
  const total = doctorLines(state, model, model.window.columns).length;
  return { ...state, top: withinText(state.top, total, bodyRows(model.window)) };
}
