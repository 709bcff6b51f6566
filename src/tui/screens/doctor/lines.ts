import { diagnosisLines } from '../../../present/doctor/chain-lines.ts';
import { hanging, type ShowContext } from '../../../present/show/section.ts';
import { type Line, segment } from '../../../present/tone.ts';
import { say, visible } from '../../../text/safe-text.ts';
import { displayWidth } from '../../../text/width.ts';
import { contextOf, type Model } from '../../model.ts';
import { nameRoom } from './name-room.ts';
import type { DoctorState } from './state.ts';

/** What is wrong on top, the chain below; wrapped to the width. */
export function doctorLines({ job, diagnosis, error }: DoctorState, model: Model, columns: number): readonly Line[] {
  const context: ShowContext = { ...contextOf(model), width: columns };
  const name = visible(job.id);
  const isInTitle = model.look.screenReader || displayWidth(name) <= nameRoom(columns);
  return [
    ...(isInTitle ? [] : hanging([], 0, name, context, 'strong')),
    ...(error === null ? [] : [[segment(error, 'failed')], []]),
    ...(diagnosis === null && error === null ? [[segment(say`looking`, 'muted')]] : []),
    ...(diagnosis === null ? [] : diagnosisLines(diagnosis, context)),
  ];
}
