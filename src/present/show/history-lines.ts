import type { Run } from '../../domain/run.ts';
import { shortDuration } from '../../text/duration.ts';
import { pad } from '../../text/fit.ts';
import { moment } from '../../text/moment.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import { bar } from '../bar.ts';
import { unknownCell } from '../columns/column.ts';
import { exitTone, outcomeWord } from '../exit-word.ts';
import { type Line, segment } from '../tone.ts';
import { blank, INDENT, type ShowContext } from './section.ts';

const SHOWN = 10;
const MOMENT_WIDTH = 20;
const DURATION_WIDTH = 8;
const EXIT_WIDTH = 18;
const WIDEST_BAR = 24;
const GAPS = 6;

/** The newest runs, newest first, with bars that compare their durations. */
export function historyLines(history: readonly Run[], context: ShowContext): readonly Line[] {
  const runs = [...history].sort((one, other) => (other.startedAt ?? 0) - (one.startedAt ?? 0)).slice(0, SHOWN);
  const longest = Math.max(0, ...runs.map(({ durationSeconds }) => durationSeconds ?? 0));
  const taken = INDENT + MOMENT_WIDTH + DURATION_WIDTH + EXIT_WIDTH + GAPS;
  const room = context.spoken ? 0 : Math.min(WIDEST_BAR, (context.width ?? Number.POSITIVE_INFINITY) - taken);
  return runs.map(({ startedAt, durationSeconds, exitCode }): Line => {
    const unknown = unknownCell(context).text;
    const length = durationSeconds === null ? unknown : shortDuration(durationSeconds);
    return [
      blank(INDENT),
      segment(cell(startedAt === null ? unknown : moment(startedAt), MOMENT_WIDTH)),
      segment(say`${pad(length, DURATION_WIDTH, 'right')}  `),
      ...(room > 0 ? [segment(cell(bar(durationSeconds ?? 0, longest, room, context.ascii), room), 'accent')] : []),
      exitCode === null
        ? segment(say`  ${unknown}`, 'muted')
        : segment(say`${String(exitCode).padStart(3)} ${outcomeWord(exitCode)}`, exitTone(exitCode)),
    ];
  });
}

function cell(text: SafeText, width: number): SafeText {
  return say`${pad(text, width, 'left')}  `;
}
