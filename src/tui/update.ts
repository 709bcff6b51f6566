import { say } from '../text/safe-text.ts';
import type { Effect } from './effect.ts';
import { BINDINGS, bindingsAt } from './keys/bindings-at.ts';
import { keyPlaceOf } from './keys/key-place.ts';
import type { AppMessage, Message } from './message.ts';
import { type Model, noticeAt, topOf } from './model.ts';
import { runsTold, startRuns, stopRun } from './runs/update-runs.ts';
import { openHelp } from './screens/help/state.ts';
import { type ScreenMessage, type ScreenState, screenOf } from './screens/registry.ts';
import type { ScreenEvent } from './screens/screen.ts';

/** What comes of a message: the next model, and what is to be done outside. */
export interface Update {
  readonly model: Model;
  readonly effects: readonly Effect[];
}

/** Pure. A message that changes nothing gives back the same model. */
export function update(model: Model, message: Message): Update {
  return 'to' in message ? toNamed(model, message) : toApp(model, message);
}

function toApp(model: Model, message: AppMessage): Update {
  switch (message.type) {
    case 'window':
      return toAll({ ...model, window: message.window }, { type: 'window' });
    case 'fleet':
      return toAll({ ...model, fleet: message.view, now: message.now }, { type: 'fleet' });
    case 'activity':
      return toAll({ ...model, activity: message.activity }, { type: 'activity' });
    case 'history':
      return toAll(model, message);
    case 'told':
    case 'feed-ended':
      return followed(runsTold(model, message), (current) => toAll(current, message));
    case 'start-runs':
      return startRuns(model, message.wanted);
    case 'stop-run':
      return stopRun(model, message.id);
    case 'tick':
      return only({ ...model, now: message.now, notice: isOver(model, message.now) ? null : model.notice });
    case 'move':
    case 'text':
      return toTop(model, message);
    case 'back':
      return goBack(model);
    case 'open':
      return toTop({ ...model, stack: [...model.stack, message.state] }, { type: 'opened' });
    case 'show-rows':
      return showRows(model, message.filter);
    case 'help': {
      if (topOf(model).screen === 'help') return goBack(model);
      const here = bindingsAt(keyPlaceOf(model));
      const ids = new Set(here.map(({ id }) => id));
      const elsewhere = BINDINGS.filter(({ id }) => !ids.has(id));
      return toApp(model, { type: 'open', state: openHelp(here, elsewhere) });
    }
    case 'refresh':
      return doing({ ...model, notice: noticeAt(model.now, say`asking all sources now`) }, { type: 'refresh' });
    case 'toggle-pause': {
      const { paused } = model.fleet;
      const text = paused ? say`going on` : say`paused: p goes on, R asks once`;
      return doing({ ...model, notice: noticeAt(model.now, text) }, { type: paused ? 'resume' : 'pause' });
    }
    case 'copy': {
      const [first, ...more] = message.texts;
      if (first === undefined) return only(model);
      const text = more.length === 0 ? say`copied ${first}` : say`copied ${message.texts.length} ids`;
      return doing({ ...model, notice: noticeAt(model.now, text) }, { type: 'copy', text: message.texts.join('\n') });
    }
    case 'notify':
      return only({ ...model, notice: noticeAt(model.now, message.text) });
    case 'login':
      return doing(model, message);
    case 'login-ended':
      return message.problem === null
        ? only(model)
        : only({ ...model, notice: noticeAt(model.now, message.problem, 'failed') });
    case 'suspend':
    case 'redraw':
    case 'quit':
      return doing(model, { type: message.type });
  }
}

function isOver({ notice }: Model, now: number): boolean {
  return notice !== null && now >= notice.until;
}

/** A screen that has nothing of its own to take back is closed; the lowest stays. */
function goBack(model: Model): Update {
  const top = topOf(model);
  const result = toTop(model, { type: 'back' });
  if (result.model !== model || result.effects.length > 0) return result;
  const [lowest, ...others] = model.stack;
  if (others.length === 0) return only(model);
  const closed = { ...model, stack: [lowest, ...others.slice(0, -1)] as const };
  return { model: closed, effects: screenOf(top).closing(top) };
}

/** Closes what is above the table. */
function showRows({ stack: [lowest, ...above], ...model }: Model, filter: string): Update {
  const closing = above.flatMap((state) => screenOf(state).closing(state));
  const shown = toNamed({ ...model, stack: [lowest] }, { to: 'fleet', type: 'set-filter', text: filter });
  return { model: shown.model, effects: [...closing, ...shown.effects] };
}

function toTop(model: Model, event: ScreenEvent): Update {
  return toScreen(model, model.stack.length - 1, event);
}

/** For the topmost screen of that name; where there is none the message has lost its meaning. */
function toNamed(model: Model, message: ScreenMessage): Update {
  const at = model.stack.findLastIndex(({ screen }) => screen === message.to);
  return at < 0 ? only(model) : toScreen(model, at, message);
}

/** From the lowest up. */
function toAll(model: Model, event: ScreenEvent): Update {
  return model.stack.reduce<Update>(
    (before, _, at) => followed(before, (current) => toScreen(current, at, event)),
    only(model),
  );
}

function toScreen(model: Model, at: number, message: ScreenMessage | ScreenEvent): Update {
  const state = model.stack[at];
  if (state === undefined) return only(model);
  const step = screenOf(state).update(state, message, model);
  let next = step.state === state ? model : { ...model, stack: replaced(model.stack, at, step.state) };
  if (step.marks !== undefined && step.marks !== next.marks) next = { ...next, marks: step.marks };
  if (step.notice !== undefined) next = { ...next, notice: noticeAt(model.now, step.notice) };
  const done: Update = { model: next, effects: step.effects ?? [] };
  const { after } = step;
  return after === undefined ? done : followed(done, (current) => update(current, after));
}

function replaced(stack: Model['stack'], at: number, state: ScreenState): Model['stack'] {
  return stack.with(at, state) as unknown as Model['stack'];
}

function followed(before: Update, next: (model: Model) => Update): Update {
  const after = next(before.model);
  return { model: after.model, effects: [...before.effects, ...after.effects] };
}

function only(model: Model): Update {
  return { model, effects: [] };
}

function doing(model: Model, effect: Effect): Update {
  return { model, effects: [effect] };
}
