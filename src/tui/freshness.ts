import type { EpochMs } from '../domain/time.ts';
import type { FleetView } from '../fleet/fleet-stream.ts';
import { type Line, type Segment, segment } from '../present/tone.ts';
import { shortDuration } from '../text/duration.ts';
import { say } from '../text/safe-text.ts';
import { timeOfDay } from './clock-text.ts';
import { GAP, widthOf } from './line-fit.ts';
import type { Look, Model } from './model.ts';

/** When everything was last asked and when it will be again, as much of it as there is room for; empty where there is for none. */
export function freshness({ fleet, now, look }: Model, room: number): Line {
  const state = stateOf(fleet, now, look);
  const { refreshedAt } = fleet;
  const past = refreshedAt === null ? null : segment(say`refreshed ${timeOfDay(refreshedAt)}`, 'muted');
  const whole = past === null || state === null ? [past ?? state] : [past, segment(say`, `, 'muted'), state];
  const forms = [whole, [state]].map((form) => form.filter((piece) => piece !== null));
  return forms.find((form) => widthOf(form) <= room) ?? [];
}

/** Beside the title of a screen; what is read out has room for all of it. */
export function freshnessBeside(title: Line, model: Model): Line {
  const { look, window } = model;
  return freshness(model, look.screenReader ? Number.POSITIVE_INFINITY : window.columns - widthOf(title) - GAP);
}

function stateOf(
  { refreshing, nextAt, paused }: FleetView,
  now: EpochMs,
  { ascii, screenReader }: Look,
): Segment | null {
  if (refreshing) return segment(ascii ? say`refreshing ...` : say`refreshing …`, 'accent');
  if (paused) return segment(say`paused`, 'warning');
  // What counts down would be read out again and again.
  return nextAt === null || screenReader
    ? null
    : segment(say`next in ${shortDuration(Math.max(0, nextAt - now) / 1000)}`, 'muted');
}
