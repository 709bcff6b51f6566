import { type Line, segment } from '../../../present/tone.ts';
import { truncate } from '../../../text/fit.ts';
import { say, visible } from '../../../text/safe-text.ts';
import { displayWidth } from '../../../text/width.ts';
import type { Model } from '../../model.ts';
import { placeText } from '../../scroll.ts';
import { bodyRows } from '../../window.ts';
import { doctorLines } from './lines.ts';
import { nameRoom } from './name-room.ts';
import type { DoctorState } from './state.ts';

/** `duptop  doctor  db01:/srv  1-20 of 57  looking at db01`: of a long id the middle gives way. */
export function doctorTitle(state: DoctorState, model: Model): Line {
  const { job, looking, top } = state;
  const { window, look } = model;
  const lines = doctorLines(state, model, window.columns).length;
  const place = look.screenReader ? say`` : placeText(top, lines, bodyRows(window));
  const name = visible(job.id);
  const room = look.screenReader ? displayWidth(name) : nameRoom(window.columns);
  return [
    segment(say`duptop`, 'strong'),
    segment(say`  doctor  `),
    segment(truncate(name, room, 'middle', look.ascii), 'strong'),
    segment(place, 'muted'),
    segment(looking ? say`  looking at ${job.host}` : say``, 'muted'),
  ];
}
