import type { Activity } from '../../../ports/activity-log.ts';
import { type Line, type Segment, segment, type Tone } from '../../../present/tone.ts';
import { pad, truncate } from '../../../text/fit.ts';
import { type SafeText, say, visible } from '../../../text/safe-text.ts';
import { displayWidth } from '../../../text/width.ts';
import { wrap } from '../../../text/wrap.ts';
import { timeOfDay } from '../../clock-text.ts';
import { cutLine } from '../../line-fit.ts';

const TIME_WIDTH = 10;
const TOOK_WIDTH = 8;
const SHORTEST_RESULT = 6;
/** Of the window: what was done needs the rest. */
const RESULT_SHARE = 0.4;

/** `19:42:20Z     12 ms  200  POST http://…/api/v1/query`, under titles. The columns fit all entries, so that they stay where they are. */
export function logLines(
  entries: readonly Activity[],
  { from, to }: { readonly from: number; readonly to: number },
  columns: number,
  ascii: boolean,
): readonly Line[] {
  const widest = Math.max(SHORTEST_RESULT, ...entries.map(({ outcome }) => displayWidth(outcome)));
  const width = Math.min(widest, Math.floor(columns * RESULT_SHARE));
  const line = (time: SafeText, took: SafeText, result: Segment, what: SafeText, tone: Tone): Line => [
    segment(say`${pad(time, TIME_WIDTH, 'left')}${pad(took, TOOK_WIDTH, 'right')}  `, tone),
    segment(say`${pad(truncate(result.text, width, 'end', ascii), width, 'left')}  `, result.tone),
    segment(what, tone === 'heading' ? tone : 'plain'),
  ];
  return [
    line(say`TIME`, say`TOOK`, segment(say`RESULT`, 'heading'), say`WHAT`, 'heading'),
    ...entries.slice(from, to).map(({ at, durationMs, outcome, failed, what }) => {
      const took = durationMs === null ? visible('') : say`${Math.round(durationMs)} ms`;
      return line(timeOfDay(at), took, segment(outcome, failed ? 'failed' : 'ok'), what, 'muted');
    }),
  ].map((each) => cutLine(each, columns, ascii));
}

/** One entry in full: what was done, then what came of it. Where there is no room for that, what was done loses its middle. */
export function entryLines(
  { what, outcome, failed }: Activity,
  { columns, rows }: { readonly columns: number; readonly rows: number },
  ascii: boolean,
): readonly Line[] {
  const whole = wrap(what, columns);
  const shown = whole.length < rows ? whole : [truncate(what, columns, 'middle', ascii)];
  return [...shown.map((text): Line => [segment(text, 'strong')]), [segment(outcome, failed ? 'failed' : 'ok')]];
}
