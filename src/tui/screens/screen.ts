/*
 * A screen is one folder here. To add one, say `job`:
 *
 * 1. `screens/job/state.ts`: `interface JobState { readonly screen: 'job'; … }`, its own messages
 *    `type JobMessage = { readonly to: 'job'; readonly type: … } | …` (`never` if it has none), and pure `openJob(…): JobState`.
 * 2. `screens/job/update.ts`: pure `updateJob(state, message, model) → { state, … }`. It gets its own messages and the `ScreenEvent`s that
 *    every screen gets; for an event that it has no use for it gives back the state it got. `model` is already the new one; the size of the
 *    window is in it (`bodyRows(model.window)` rows are the screen's). Ready-made: `cursor.ts` for a list, `scroll.ts` for text.
 *    On `back` a screen that has something to take back (a mode, a filter) changes its state; one that has not is closed.
 * 3. `screens/job/bindings.ts`: its keys as data, those included that open it from other screens (`places: ['fleet']`, `message: (model) => ({
 *    type: 'open', state: openJob(…) })`). Moving, Esc, help, refresh, pause, quit are there already (`keys/common-bindings.ts`).
 *    `selectedRow(model)` in `screens/fleet/selection.ts` is the row under the cursor of the table.
 * 4. `screens/job/view.tsx`: a component of `{ state, model, columns, rows }`; make `Line`s and give them to `components/lines.tsx`.
 * 5. `screens/job/screen.ts`: `export const jobScreen: Screen<JobState, JobMessage> = { … }`, and one line in `registry.ts`.
 *
 * What a screen wants done outside (load a history, copy) it gives back as `effects`; answers come as events. For what goes on outside while it
 * is looked at, step by step, there are feeds (`live/feeds.ts`): start one as `opened` comes, under a key that begins with the screen's name,
 * and end it in `closing`.
 */
import type { ComponentType } from 'react';
import type { JobId } from '../../domain/job.ts';
import type { Line } from '../../present/tone.ts';
import type { SafeText } from '../../text/safe-text.ts';
import type { Effect } from '../effect.ts';
import type { Binding, Place } from '../keys/binding.ts';
import type { FeedMessage, HistoryMessage, Message } from '../message.ts';
import type { Model } from '../model.ts';
import type { Motion } from '../motion.ts';

/** What every screen is told. `text`: typed or pasted, only where it takes text. `opened`: once, when it was put on top. */
export type ScreenEvent =
  | { readonly type: 'opened' }
  | { readonly type: 'fleet' }
  | { readonly type: 'window' }
  | { readonly type: 'activity' }
  | { readonly type: 'move'; readonly motion: Motion }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'back' }
  | HistoryMessage
  | FeedMessage;

/** What became of a message. */
export interface Step<State> {
  readonly state: State;
  readonly effects?: readonly Effect[];
  readonly notice?: SafeText;
  readonly marks?: ReadonlySet<JobId>;
  /** What happens next, such as opening another screen. */
  readonly after?: Message;
}

export interface ViewProps<State> {
  readonly state: State;
  readonly model: Model;
  readonly columns: number;
  readonly rows: number;
}

/** One screen; see the top of this file. */
export interface Screen<State extends { readonly screen: string }, Own extends { readonly to: State['screen'] }> {
  readonly name: State['screen'];
  /** The left of the first line; the right says how fresh everything is. */
  title(state: State, model: Model): Line;
  /** Which keys are in force; the screen's name where it has no modes. */
  place(state: State): Place;
  /** Whether a character is text rather than a key. */
  takesText(state: State): boolean;
  update(state: State, message: Own | ScreenEvent, model: Model): Step<State>;
  /** What to do when it is closed. */
  closing(state: State): readonly Effect[];
  readonly View: ComponentType<ViewProps<State>>;
  readonly bindings: readonly Binding[];
}
