import { statusWord } from '../../../present/status-word.ts';
import { type Line, segment } from '../../../present/tone.ts';
import { truncate } from '../../../text/fit.ts';
import { say, visible } from '../../../text/safe-text.ts';
import type { Model } from '../../model.ts';
import { textRows } from './area.ts';
import type { TailState } from './state.ts';

/** For when it is asked again, the place in the text, and what the screen is. */
const BESIDE = 50;
const NARROWEST = 12;

/** `db01:/srv  database  ▸ running  12-30 of 30`. */
export function tailTitle(state: TailState, { window, look }: Model): Line {
  const { job, path, isRunning, lines, top } = state;
  const name = visible(path === null ? job.id : `${job.host}:${path}`);
  const room = Math.max(NARROWEST, window.columns - BESIDE);
  const rows = textRows(window, state);
  const place =
    lines.length <= rows ? say`` : say`  ${top + 1}-${Math.min(lines.length, top + rows)} of ${lines.length}`;
  return [
    segment(truncate(name, room, 'middle', look.ascii), 'strong'),
    segment(say`  database`),
    ...(isRunning ? [segment(say`  `), statusWord('running', look.ascii)] : []),
    segment(place, 'muted'),
  ];
}
