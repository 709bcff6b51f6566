import { jobBody, jobHead, jobName } from '../../../present/show/job.ts';
import { hanging, type ShowContext } from '../../../present/show/section.ts';
import { type Line, segment } from '../../../present/tone.ts';
import { say } from '../../../text/safe-text.ts';
import { displayWidth } from '../../../text/width.ts';
import { contextOf, type Model } from '../../model.ts';
import { quietLines } from './alerts.ts';
import { historyLines, runsOf } from './history-lines.ts';
import { nameRoom } from './name-room.ts';
import type { JobState } from './state.ts';

/** Everything that is known of the job, whatever the window's height: why it is not fine, how it went before, and all the rest. */
export function jobLines(state: JobState, model: Model, columns: number): readonly Line[] {
  const { job, isThere } = state;
  const context: ShowContext = { ...contextOf(model), width: columns };
  const name = jobName(job);
  const isInTitle = model.look.screenReader || displayWidth(name) <= nameRoom(columns);
  const chart = historyLines(state, model, columns);
  return [
    ...(isThere
      ? []
      : [[segment(say`no source shows this job any more; this is what was known of it`, 'warning')], []]),
    ...(isInTitle ? [] : hanging([], 0, name, context, 'strong')),
    ...jobHead(job, context),
    ...quietLines(state, context),
    ...(chart.length === 0 ? [] : [[], ...chart]),
    ...jobBody(job, runsOf(state), context),
  ];
}
