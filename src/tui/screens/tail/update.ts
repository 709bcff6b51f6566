import type { LiveTailStep } from '../../../live/live-tail.ts';
import type { Model } from '../../model.ts';
import { scrolled, withinText } from '../../scroll.ts';
import type { ScreenEvent, Step } from '../screen.ts';
import { textRows } from './area.ts';
import { textLines } from './lines.ts';
import { runAfter } from './run-after.ts';
import { openTail, type TailEvent, type TailMessage, type TailState } from './state.ts';

type Result = Step<TailState>;

/** Beside the first, which has all there is. */
const MOST_EVENTS = 1000;

export function keyOf({ job }: TailState): string {
  return `tail:${job.id}`;
}

/** Stays at the newest while that is seen; else what is read stays where it is. */
export function updateTail(state: TailState, message: TailMessage | ScreenEvent, model: Model): Result {
  switch (message.type) {
    case 'opened':
      return asking(state);
    case 'again':
      return asking(openTail(state.job, model.now));
    case 'told':
      if (message.key !== keyOf(state) || message.step.feed !== 'tail') return { state };
      return { state: withLines(told(state, message.step.told), model) };
    case 'feed-ended': {
      if (message.key !== keyOf(state) || message.error === null) return { state };
      const failure = { message: message.error, hint: null, details: [] };
      return { state: withLines({ ...state, failure, run: { kind: 'none' } }, model) };
    }
    case 'window':
      return { state: withLines(state, model) };
    case 'move': {
      const height = textRows(model.window, state);
      const top = scrolled(state.top, message.motion, state.lines.length, height);
      return { state: { ...state, top, following: top >= state.lines.length - height } };
    }
    case 'fleet':
    case 'activity':
    case 'history':
    case 'text':
    case 'back':
      return { state };
  }
}

function asking(state: TailState): Result {
  const request = { feed: 'tail', ask: { job: state.job } } as const;
  return { state, effects: [{ type: 'start-feed', key: keyOf(state), request }] };
}

function told(state: TailState, step: LiveTailStep): TailState {
  switch (step.type) {
    case 'looking':
      return { ...state, way: step.way };
    case 'found':
      return { ...state, path: step.path, notes: step.notes };
    case 'failed':
      return { ...state, failure: step, run: { kind: 'none' } };
    case 'event':
      return withEvent(state, step);
  }
}

function withEvent(state: TailState, { event, at }: TailEvent): TailState {
  const next = { ...state, run: runAfter(state, { event, at }), troubled: event.type === 'trouble' };
  if (event.type === 'state')
    return { ...next, database: event.state, hasLog: event.log !== null, events: [{ event, at }] };
  const [whole, ...since] = state.events;
  if (whole === undefined) return { ...next, events: [{ event, at }] };
  // How far the uploads are is one line that changes.
  const kept = event.type === 'progress' && since.at(-1)?.event.type === 'progress' ? since.slice(0, -1) : since;
  return { ...next, events: [whole, ...[...kept, { event, at }].slice(-MOST_EVENTS)] };
}

function withLines(state: TailState, model: Model): TailState {
  const lines = textLines(state, model);
  const height = textRows(model.window, state);
  const newest = Math.max(0, lines.length - height);
  const top = state.following ? newest : withinText(state.top, lines.length, height);
  return { ...state, lines, top };
}
