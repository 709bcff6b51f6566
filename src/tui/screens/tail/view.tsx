import type { ReactElement } from 'react';
import { Lines } from '../../components/lines.tsx';
import { exactly } from '../../exactly.ts';
import { cutLine } from '../../line-fit.ts';
import type { ViewProps } from '../screen.ts';
import { textRows } from './area.ts';
import { headLines, waitingLine } from './lines.ts';
import type { TailState } from './state.ts';

export function TailView({ state, model, columns, rows }: ViewProps<TailState>): ReactElement {
  const { look, window } = model;
  const { top, lines } = state;
  const isWaiting = state.events.length === 0 && state.failure === null;
  const head = headLines(state, model, columns);
  if (look.screenReader)
    return <Lines lines={[...head, ...(isWaiting ? [waitingLine(state, model)] : lines)]} look={look} />;
  const text = isWaiting ? [waitingLine(state, model)] : lines.slice(top, top + textRows(window, state));
  const shown = [...head, ...exactly(text, textRows(window, state))];
  return (
    <Lines
      lines={exactly(
        shown.map((line) => cutLine(line, columns, look.ascii)),
        rows,
      )}
      look={look}
    />
  );
}
