import { caution } from '../../../present/database/unread-lines.ts';
import { statusWord } from '../../../present/status-word.ts';
import { type Line, type Segment, segment } from '../../../present/tone.ts';
import { shortDuration } from '../../../text/duration.ts';
import { truncate } from '../../../text/fit.ts';
import { say, visible } from '../../../text/safe-text.ts';
import type { Model } from '../../model.ts';
import { textRows } from './area.ts';
import type { TailState } from './state.ts';

/** For when it is asked again, the place in the text, and what the screen is. */
const BESIDE = 50;
const NARROWEST = 12;

/** `db01:/srv  database  ▸ running for 12s  12-30 of 30`. */
export function tailTitle(state: TailState, { window, look, now }: Model): Line {
  const { job, path, run, database, lines, top } = state;
  const name = visible(path === null ? job.id : `${job.host}:${path}`);
  const room = Math.max(NARROWEST, window.columns - BESIDE);
  const rows = textRows(window, state);
  const place =
    lines.length <= rows ? say`` : say`  ${top + 1}-${Math.min(lines.length, top + rows)} of ${lines.length}`;
  return [
    segment(truncate(name, room, 'middle', look.ascii), 'strong'),
    segment(say`  database`),
    ...signed(database === null ? null : caution(database), look.ascii),
    ...(run.kind === 'going' ? runningWords(now - run.since, look.ascii) : []),
    segment(place, 'muted'),
  ];
}

function runningWords(ms: number, ascii: boolean): Line {
  const word = statusWord('running', ascii);
  return [segment(say`  `), segment(say`${word.text} for ${shortDuration(Math.max(0, ms) / 1000)}`, word.tone)];
}

/** With the sign of a failure or a warning. */
function signed(word: Segment | null, ascii: boolean): Line {
  if (word === null) return [];
  const sign = statusWord(word.tone === 'failed' ? 'failed' : 'warning', ascii).text.charAt(0);
  return [segment(say`  `), segment(say`${sign} ${word.text}`, word.tone)];
}
