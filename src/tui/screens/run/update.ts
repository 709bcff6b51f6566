import type { JobId } from '../../../domain/job.ts';
import { say } from '../../../text/safe-text.ts';
import { type Items, keepCursor, moveCursor, putOn } from '../../cursor.ts';
import type { Model } from '../../model.ts';
import type { Motion } from '../../motion.ts';
import { isGoing } from '../../runs/followed-run.ts';
import { scrolled, withinText } from '../../scroll.ts';
import type { ScreenEvent, Step } from '../screen.ts';
import { askRows, tableRows } from './area.ts';
import { askLines } from './ask-lines.ts';
import { endLooking, looking, wantedOf, withAnswer, withoutMore } from './asked.ts';
import { type AskMode, askMode, LIST_MODE, type RunMessage, type RunState, runUnderCursor } from './state.ts';

type Result = Step<RunState>;

export function updateRun(state: RunState, message: RunMessage | ScreenEvent, model: Model): Result {
  const { mode } = state;
  switch (message.type) {
    case 'opened':
      return mode.kind === 'ask' ? opened(state, mode) : { state: fitted(state, model) };
    case 'told':
      if (mode.kind !== 'ask') return { state: fitted(state, model) };
      if (message.step.feed !== 'find-run') return { state };
      return { state: asking(state, withAnswer(mode, message.key, message.step.told), model) };
    case 'feed-ended':
      if (mode.kind !== 'ask') return { state: fitted(state, model) };
      return { state: asking(state, withoutMore(mode, message.key, message.error), model) };
    case 'window':
      return { state: mode.kind === 'ask' ? asking(state, mode, model) : fitted(state, model) };
    case 'move':
      return { state: moved(state, message.motion, model) };
    case 'back':
      return takenBack(state, model);
    case 'ask-again': {
      const run = runUnderCursor(state, model);
      if (run === null) return { state };
      const again = askMode([run.job], model.now, { inList: true });
      return { state: { ...state, mode: again }, effects: looking(again) };
    }
    case 'confirm':
      return mode.kind === 'ask' ? confirmed(state, mode, model) : { state };
    case 'ask-stop': {
      const run = runUnderCursor(state, model);
      return { state: run === null ? state : { ...state, mode: { kind: 'stop', id: run.job.id } } };
    }
    case 'confirm-stop':
      if (mode.kind !== 'stop') return { state };
      return { state: { ...state, mode: LIST_MODE }, after: { type: 'stop-run', id: mode.id } };
    case 'leave': {
      const going = [...model.runs.values()].filter(isGoing).length;
      const after = { type: 'back' } as const;
      if (going === 0) return { state, after };
      return {
        state,
        after,
        notice: say`${going === 1 ? 'the run goes on' : `${going} runs go on`}; f shows it again`,
      };
    }
    case 'fleet':
    case 'activity':
    case 'history':
    case 'text':
      return { state };
  }
}

/** A job that turns out well may go elsewhere in the table: the cursor goes with it. */
function opened(state: RunState, mode: AskMode): Result {
  const [first, ...more] = mode.asked;
  const effects = looking(mode);
  if (first === undefined || more.length > 0) return { state, effects };
  return { state, effects, after: { to: 'fleet', type: 'select', key: first.job.id } };
}

function takenBack(state: RunState, model: Model): Result {
  const { mode } = state;
  if (mode.kind === 'stop') return { state: { ...state, mode: LIST_MODE } };
  if (mode.kind !== 'ask' || !mode.inList) return { state };
  return { state: fitted({ ...state, mode: LIST_MODE }, model), effects: endLooking(mode) };
}

function confirmed(state: RunState, mode: AskMode, model: Model): Result {
  const wanted = wantedOf(mode);
  const [first] = wanted;
  if (first === undefined) return { state };
  const cursor = { ...state.cursor, key: first.job.id, at: model.runs.size, moved: true };
  // Marks have done their work then.
  const marks = new Set(model.marks);
  for (const { job } of mode.asked) marks.delete(job.id);
  return { state: { ...state, mode: LIST_MODE, cursor }, marks, after: { type: 'start-runs', wanted } };
}

function moved(state: RunState, motion: Motion, model: Model): RunState {
  const { mode } = state;
  if (mode.kind === 'list') {
    return { ...state, cursor: moveCursor(state.cursor, motion, itemsOf(model), tableRows(model)) };
  }
  if (mode.kind === 'stop') return state;
  const total = askLines(mode, model, model.window.columns).length;
  return { ...state, mode: { ...mode, top: scrolled(mode.top, motion, total, askRows(model.window)) } };
}

function asking(state: RunState, mode: AskMode, model: Model): RunState {
  const total = askLines(mode, model, model.window.columns).length;
  return { ...state, mode: { ...mode, top: withinText(mode.top, total, askRows(model.window)) } };
}

/** On the same run as before. */
function fitted(state: RunState, model: Model): RunState {
  const items = itemsOf(model);
  const height = tableRows(model);
  const { cursor } = state;
  const kept = cursor.key === null ? cursor : putOn(cursor, cursor.key, items, height);
  return { ...state, cursor: keepCursor(kept, items, height) };
}

function itemsOf({ runs }: Model): Items {
  const ids: readonly JobId[] = [...runs.keys()];
  return { length: ids.length, keyAt: (at) => ids[at] ?? null };
}
