import { type Line, segment } from '../../../present/tone.ts';
import { truncate } from '../../../text/fit.ts';
import { say, visible } from '../../../text/safe-text.ts';
import { seenOf } from '../../cursor.ts';
import { cutLine, fillLine, spread } from '../../line-fit.ts';
import type { Model } from '../../model.ts';
import { COPY_HEADING, copyRows } from './area.ts';
import { COPY_SIGNS, copyablesOf } from './copyable.ts';
import type { JobState } from './state.ts';

const LABEL_WIDTH = 14;

/** The values that can be copied, under a rule; and which of the lines is the selected one. */
export function copyLines(
  state: JobState,
  { window, look }: Model,
  columns: number,
): { readonly lines: readonly Line[]; readonly selected: number | null } {
  if (state.mode.kind !== 'copy') return { lines: [], selected: null };
  const { cursor } = state.mode;
  const { ascii } = look;
  const copyables = copyablesOf(state.job);
  const { from, to } = seenOf(cursor, copyables.length, copyRows(copyables.length, window));
  const heading = [segment(say`COPY`, 'heading'), segment(say`  the sign before a value copies it at once`, 'muted')];
  const place = to - from < copyables.length ? say`${from + 1}-${to} of ${copyables.length}` : say``;
  const lines = copyables.slice(from, to).map(({ label, value }, index): Line => {
    const lead = say`  ${COPY_SIGNS[from + index] ?? ' '}  `;
    const room = columns - lead.length - LABEL_WIDTH;
    const line = [
      segment(lead, 'strong'),
      segment(say`${label.padEnd(LABEL_WIDTH)}`, 'muted'),
      segment(truncate(visible(value), room, 'middle', ascii)),
    ];
    return fillLine(line, columns, ascii);
  });
  return {
    lines: [
      [segment(visible((ascii ? '-' : '─').repeat(columns)), 'muted')],
      cutLine(spread(heading, [segment(place, 'muted')], columns, ascii), columns, ascii),
      ...lines,
    ],
    selected: copyables.length === 0 ? null : COPY_HEADING + cursor.at - from,
  };
}
