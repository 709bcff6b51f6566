import { say } from '../../../text/safe-text.ts';
import { moveCursor } from '../../cursor.ts';
import type { Model } from '../../model.ts';
import type { ScreenEvent, Step } from '../screen.ts';
import { alertsArea } from './area.ts';
import { fitted, itemsOfRows, withLayout, withRows } from './derive.ts';
import { beginExtend, beginSilence, editForm, nextField, submitted, typeInForm } from './form-mode.ts';
import { CHANGE_FEED, READ_FEED, reading, told } from './reading.ts';
import { type AlertsMessage, type AlertsState, LIST_MODE, silenceUnderCursor } from './state.ts';

type Result = Step<AlertsState>;

export function updateAlerts(state: AlertsState, message: AlertsMessage | ScreenEvent, model: Model): Result {
  const { mode } = state;
  switch (message.type) {
    case 'opened':
      return reading(state, model);
    case 'fleet':
      return afterRound(state, model);
    case 'window':
      return { state: withLayout(fitted(state, model), model) };
    case 'told':
      return told(state, message, model);
    case 'feed-ended':
      if (message.key === READ_FEED) return { state: { ...state, reading: false, error: message.error } };
      if (message.key !== CHANGE_FEED) return { state };
      return { ...reading(state, model), ...(message.error !== null && { notice: message.error }) };
    case 'move': {
      if (mode.kind === 'form') return { state: { ...state, mode: nextField(mode) } };
      const { table } = alertsArea(model.window);
      const cursor = moveCursor(state.cursor, message.motion, itemsOfRows(state.rows), table);
      return { state: { ...state, cursor, wanted: null } };
    }
    case 'text':
      return { state: mode.kind === 'form' ? { ...state, mode: typeInForm(mode, message.text) } : state };
    case 'back':
      return { state: mode.kind === 'list' ? state : { ...state, mode: LIST_MODE } };
    case 'toggle-all':
      return { state: withRows({ ...state, all: !state.all }, model) };
    case 'begin-silence':
      return { state: beginSilence(state) };
    case 'begin-extend':
      return { state: beginExtend(state) };
    case 'begin-expire': {
      const silence = silenceUnderCursor(state);
      if (silence === null) return { state };
      return { state: { ...state, mode: { kind: 'confirm', planned: [], changes: [{ kind: 'expire', silence }] } } };
    }
    case 'edit':
      return { state: mode.kind === 'form' ? { ...state, mode: editForm(mode, message.edit) } : state };
    case 'next-field':
      return { state: mode.kind === 'form' ? { ...state, mode: nextField(mode) } : state };
    case 'submit':
      return { state: mode.kind === 'form' ? { ...state, mode: submitted(mode, state, model.now) } : state };
    case 'confirm':
      return confirmed(state);
    case 'activity':
    case 'history':
      return { state };
  }
}

/** The jobs may be others now; after a round that has ended, alerts are read again. */
function afterRound(state: AlertsState, model: Model): Result {
  const { refreshing, refreshedAt } = model.fleet;
  const shown = withRows(state, model);
  const isNew = !refreshing && refreshedAt !== null && refreshedAt !== state.round;
  return isNew && !state.reading ? reading(shown, model) : { state: shown };
}

function confirmed(state: AlertsState): Result {
  const { mode } = state;
  if (mode.kind !== 'confirm') return { state };
  return {
    state: { ...state, mode: LIST_MODE },
    effects: [
      {
        type: 'start-feed',
        key: CHANGE_FEED,
        request: { feed: 'change-silences', ask: { changes: mode.changes } },
      },
    ],
    notice: say`telling Alertmanager`,
  };
}
