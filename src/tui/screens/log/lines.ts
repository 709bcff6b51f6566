import type { Activity } from '../../../ports/activity-log.ts';
import { type Line, segment } from '../../../present/tone.ts';
import { pad } from '../../../text/fit.ts';
import { say } from '../../../text/safe-text.ts';
import { timeOfDay } from '../../clock-text.ts';
import { cutLine } from '../../line-fit.ts';

const TIME_WIDTH = 11;
const TOOK_WIDTH = 9;

export const LOG_TITLES: Line = [
  segment(say`${'TIME'.padEnd(TIME_WIDTH)}${'TOOK'.padStart(TOOK_WIDTH)}  WHAT, AND WHAT CAME OF IT`, 'heading'),
];

/** `19:42:20Z     12 ms  POST http://…/api/v1/query  200`. */
export function activityLine(
  { at, what, outcome, failed, durationMs }: Activity,
  columns: number,
  ascii: boolean,
): Line {
  const took = durationMs === null ? '' : `${Math.round(durationMs)} ms`;
  const lead = say`${pad(timeOfDay(at), TIME_WIDTH, 'left')}${took.padStart(TOOK_WIDTH)}  `;
  const line = [segment(lead, 'muted'), segment(say`${what}  `), segment(outcome, failed ? 'failed' : 'ok')];
  return cutLine(line, columns, ascii);
}
