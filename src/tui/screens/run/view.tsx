import type { ReactElement } from 'react';
import { type Line, segment } from '../../../present/tone.ts';
import { say, visible } from '../../../text/safe-text.ts';
import { Lines } from '../../components/lines.tsx';
import { exactly } from '../../exactly.ts';
import { cutLine } from '../../line-fit.ts';
import type { Model } from '../../model.ts';
import type { ViewProps } from '../screen.ts';
import { RULE, TITLES, tableRows } from './area.ts';
import { askLines, questionLine } from './ask-lines.ts';
import { detailLines } from './detail-lines.ts';
import { listLines } from './list-lines.ts';
import { type RunState, runUnderCursor } from './state.ts';

export function RunView({ state, model, columns, rows }: ViewProps<RunState>): ReactElement {
  const { look } = model;
  const { lines, selected } = linesOf(state, model, columns, rows);
  const cut = lines.map((line) => cutLine(line, columns, look.ascii));
  return <Lines lines={look.screenReader ? cut : exactly(cut, rows)} look={look} selected={selected} />;
}

function linesOf(
  state: RunState,
  model: Model,
  columns: number,
  rows: number,
): { readonly lines: readonly Line[]; readonly selected: number | null } {
  const { mode } = state;
  if (mode.kind === 'ask') {
    const lines = askLines(mode, model, columns);
    const seen = model.look.screenReader ? lines : lines.slice(mode.top);
    return { lines: [questionLine(mode, model), ...seen], selected: null };
  }
  const { lines, selected } = listLines(state, model, columns);
  const run = runUnderCursor(state, model);
  const question = mode.kind === 'stop' ? [STOP_QUESTION] : [];
  const room = rows - TITLES - tableRows(model) - RULE - question.length;
  return {
    lines: [
      ...lines,
      [segment(visible((model.look.ascii ? '-' : '─').repeat(columns)), 'muted')],
      ...question,
      ...(run === null ? [] : detailLines(run, model, columns, room)),
    ],
    selected,
  };
}

/** Of the run that is told of below. */
const STOP_QUESTION: Line = [
  segment(say`Stop this backup, all of its processes?`, 'warning'),
  segment(say`  y yes, n no`, 'strong'),
];
