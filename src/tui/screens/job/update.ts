import type { Job } from '../../../domain/job.ts';
import { SPANS, type SpanDays } from '../../../present/chart/span.ts';
import { say } from '../../../text/safe-text.ts';
import { FIRST, keepCursor, moveCursor } from '../../cursor.ts';
import type { Effect } from '../../effect.ts';
import type { Model } from '../../model.ts';
import type { Motion } from '../../motion.ts';
import { scrolled, withinText } from '../../scroll.ts';
import { bodyRows } from '../../window.ts';
import type { ScreenEvent, Step } from '../screen.ts';
import { ALERTS_FEED, endingAlerts, readingAlerts } from './alerts.ts';
import { copyRows } from './area.ts';
import { COPY_SIGNS, type Copyable, copyablesOf, itemsOfCopyables } from './copyable.ts';
import { jobLines } from './lines.ts';
import { type JobMessage, type JobState, openJob, TEXT_MODE } from './state.ts';

type Result = Step<JobState>;

export function updateJob(state: JobState, message: JobMessage | ScreenEvent, model: Model): Result {
  const { mode } = state;
  switch (message.type) {
    case 'opened':
      return withAlerts(asked(state, model), model);
    case 'fleet': {
      const next = refreshed(state, model);
      return next.state.job === state.job || model.fleet.refreshing ? next : withAlerts(next, model);
    }
    case 'history':
      return message.id === state.job.id ? answered(state, message, model) : { state };
    case 'window':
      return { state: fitted(state, model) };
    case 'move':
      return { state: moved(state, message.motion, model) };
    case 'back':
      return { state: mode.kind === 'text' ? state : { ...state, mode: TEXT_MODE } };
    case 'look-back':
      return lookBack(state, message.days, model);
    case 'step-span': {
      const days = SPANS[SPANS.indexOf(state.days) + message.by];
      return days === undefined ? { state } : lookBack(state, days, model);
    }
    case 'go-to': {
      const next = withAlerts(asked(openJob(message.job, state.days), model), model);
      const effects = [...ending(state), ...(next.effects ?? [])];
      return { ...next, effects, after: { to: 'fleet', type: 'select', key: message.job.id } };
    }
    case 'choose-copy':
      return { state: withCopyCursor({ ...state, mode: { kind: 'copy', cursor: FIRST } }, model) };
    case 'copy-selected':
      return copied(state, mode.kind === 'copy' ? copyablesOf(state.job)[mode.cursor.at] : undefined);
    case 'copy-signed':
      return copied(state, copyablesOf(state.job)[COPY_SIGNS.indexOf(message.sign)]);
    case 'told': {
      const { key, step } = message;
      return key === ALERTS_FEED && step.feed === 'alerts'
        ? { state: fitted({ ...state, alerts: step.told }, model) }
        : { state };
    }
    case 'text':
    case 'activity':
    case 'feed-ended':
      return { state };
  }
}

/** What is to be done when the job is not looked at any more. */
export function ending({ job, asking }: JobState): readonly Effect[] {
  return [...endingAlerts(job), ...droppingHistory(job, asking)];
}

function droppingHistory(job: Job, asking: JobState['asking']): readonly Effect[] {
  return asking === null ? [] : [{ type: 'drop-history', id: job.id }];
}

function withAlerts(result: Result, model: Model): Result {
  return { ...result, effects: [...(result.effects ?? []), ...readingAlerts(result.state.job, model)] };
}

/** The same job as it is now. A run that is new, and an error before, are reasons to ask for its history again. */
function refreshed(state: JobState, model: Model): Result {
  const { snapshot, refreshing } = model.fleet;
  const job = snapshot?.jobs.find(({ id }) => id === state.job.id);
  if (job === undefined) {
    const isGone = state.isThere && snapshot !== null && !refreshing;
    return { state: isGone ? fitted({ ...state, isThere: false }, model) : state };
  }
  if (job === state.job && state.isThere) return { state };
  const next = fitted({ ...state, job, isThere: true }, model);
  const isNewRun = (job.lastRun?.startedAt ?? null) !== (state.job.lastRun?.startedAt ?? null);
  if (isNewRun) return asked({ ...next, histories: onlyOf(next) }, model);
  const hasFailed = (state.histories.get(state.days)?.error ?? null) !== null;
  return hasFailed && !refreshing && state.asking === null ? asked(next, model) : { state: next };
}

/** What was answered for the span that is looked at stays until there is another answer. */
function onlyOf({ days, histories }: JobState): JobState['histories'] {
  const shown = histories.get(days);
  return new Map(shown === undefined ? [] : [[days, shown]]);
}

function asked(state: JobState, { now }: Model): Result {
  const { job, days } = state;
  return {
    state: { ...state, asking: { days, since: now } },
    effects: [{ type: 'load-history', job, days }],
  };
}

/** An answer is always the one to what was asked last: what is asked anew ends what was asked before. */
function answered(
  state: JobState,
  { runs, error }: Extract<ScreenEvent, { readonly type: 'history' }>,
  model: Model,
): Result {
  if (state.asking === null) return { state };
  const histories = new Map(state.histories).set(state.asking.days, { runs, error });
  return { state: fitted({ ...state, histories, asking: null }, model) };
}

function lookBack(state: JobState, days: SpanDays, model: Model): Result {
  const known = state.histories.get(days);
  const next = { ...state, days };
  if (state.asking?.days === days) return { state: next };
  if (known !== undefined && known.error === null) {
    return { state: fitted({ ...next, asking: null }, model), effects: droppingHistory(state.job, state.asking) };
  }
  const { state: asking, effects } = asked(next, model);
  return { state: fitted(asking, model), ...(effects === undefined ? {} : { effects }) };
}

function moved(state: JobState, motion: Motion, model: Model): JobState {
  const { mode } = state;
  if (mode.kind === 'copy') {
    const copyables = copyablesOf(state.job);
    const height = copyRows(copyables.length, model.window);
    const cursor = moveCursor(mode.cursor, motion, itemsOfCopyables(copyables), height);
    return { ...state, mode: { ...mode, cursor } };
  }
  const total = jobLines(state, model, model.window.columns).length;
  const top = scrolled(state.top, motion, total, bodyRows(model.window));
  return top === state.top ? state : { ...state, top };
}

/** Within the text and the list as they are. */
function fitted(state: JobState, model: Model): JobState {
  const total = jobLines(state, model, model.window.columns).length;
  return withCopyCursor({ ...state, top: withinText(state.top, total, bodyRows(model.window)) }, model);
}

function withCopyCursor(state: JobState, { window }: Model): JobState {
  const { mode } = state;
  if (mode.kind !== 'copy') return state;
  const copyables = copyablesOf(state.job);
  const cursor = keepCursor(mode.cursor, itemsOfCopyables(copyables), copyRows(copyables.length, window));
  return { ...state, mode: { ...mode, cursor } };
}

function copied(state: JobState, copyable: Copyable | undefined): Result {
  if (copyable === undefined) return { state, notice: say`no value has that sign` };
  return { state: { ...state, mode: TEXT_MODE }, after: { type: 'copy', texts: [copyable.value] } };
}
