import { jobName } from '../../../present/show/job.ts';
import { statusWord } from '../../../present/status-word.ts';
import { type Line, segment } from '../../../present/tone.ts';
import { truncate } from '../../../text/fit.ts';
import { say } from '../../../text/safe-text.ts';
import { displayWidth } from '../../../text/width.ts';
import type { Model } from '../../model.ts';
import { placeText } from '../../scroll.ts';
import { bodyRows } from '../../window.ts';
import { jobLines } from './lines.ts';
import { nameRoom, TITLE_FRESHNESS } from './name-room.ts';
import type { JobState } from './state.ts';

/** `✖ failed  db01:/var/lib/postgresql  1-20 of 57`: of a long id the middle gives way, then the place in the text has the room of its own. */
export function jobTitle(state: JobState, model: Model): Line {
  const { job, isThere, top } = state;
  const { window, look } = model;
  const status = isThere ? statusWord(job.status, look.ascii) : segment(say`gone`, 'warning');
  // The text begins with its status.
  if (look.screenReader) return [segment(say`duptop  job  `), segment(jobName(job), 'strong')];
  const place = placeText(top, jobLines(state, model, window.columns).length, bodyRows(window));
  const left = window.columns - TITLE_FRESHNESS - displayWidth(status.text) - displayWidth(place) - 2;
  const room = Math.max(left, nameRoom(window.columns));
  return [
    status,
    segment(say`  `),
    segment(truncate(jobName(job), room, 'middle', look.ascii), 'strong'),
    segment(place, 'muted'),
  ];
}
