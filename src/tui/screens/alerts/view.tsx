import { useCursor } from 'ink';
import type { ReactElement } from 'react';
import { type Line, segment } from '../../../present/tone.ts';
import { say } from '../../../text/safe-text.ts';
import { Lines } from '../../components/lines.tsx';
import { exactly } from '../../exactly.ts';
import type { Model } from '../../model.ts';
import { bodyTop } from '../../window.ts';
import type { ViewProps } from '../screen.ts';
import { formCursor } from './form-lines.ts';
import { alertsLines, belowLines, linesAboveDetails, rowLine } from './lines.ts';
import { type AlertsState, rowUnderCursor } from './state.ts';

export function AlertsView({ state, model, columns, rows }: ViewProps<AlertsState>): ReactElement {
  const { setCursorPosition } = useCursor();
  const { look } = model;
  if (look.screenReader) return <Lines lines={spokenLines(state, model)} look={look} />;
  const { lines, selected } = alertsLines(state, model, columns);
  const { mode } = state;
  if (mode.kind === 'form') {
    const { x, y } = formCursor(mode, columns);
    setCursorPosition({ x, y: bodyTop() + linesAboveDetails(model) + y });
  } else {
    setCursorPosition(undefined);
  }
  return <Lines lines={exactly(lines, rows)} look={look} selected={selected} />;
}

const LONG = 10_000;

/** The same for the ear: no table, but the selected row in words. */
function spokenLines(state: AlertsState, model: Model): readonly Line[] {
  const row = rowUnderCursor(state);
  if (row === null) return alertsLines(state, model, LONG).lines.slice(0, 2);
  return [
    [segment(say`${state.cursor.at + 1} of ${state.rows.length}`)],
    ...(row.kind === 'alert' ? [] : [rowLine(row, state, model)]),
    ...belowLines(state, model, LONG),
  ];
}
