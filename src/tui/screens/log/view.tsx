import type { ReactElement } from 'react';
import { segment } from '../../../present/tone.ts';
import { say } from '../../../text/safe-text.ts';
import { Lines } from '../../components/lines.tsx';
import { exactly } from '../../exactly.ts';
import type { ViewProps } from '../screen.ts';
import { logLines } from './lines.ts';
import type { LogState } from './state.ts';

export function LogView({ state, model, columns, rows }: ViewProps<LogState>): ReactElement {
  const { look } = model;
  const { top, entries } = state;
  const lines =
    entries.length === 0
      ? [[segment(say`nothing has been asked yet`, 'muted')]]
      : logLines(entries, { from: top, to: top + rows - 1 }, columns, look.ascii);
  return <Lines lines={look.screenReader ? lines : exactly(lines, rows)} look={look} />;
}
