import type { ReactElement } from 'react';
import { segment } from '../../../present/tone.ts';
import { say } from '../../../text/safe-text.ts';
import { Lines } from '../../components/lines.tsx';
import { exactly } from '../../exactly.ts';
import type { ViewProps } from '../screen.ts';
import { activityLine, LOG_TITLES } from './lines.ts';
import type { LogState } from './state.ts';

export function LogView({ state, model, columns, rows }: ViewProps<LogState>): ReactElement {
  const { look } = model;
  const seen = state.entries
    .slice(state.top, state.top + rows - 1)
    .map((one) => activityLine(one, columns, look.ascii));
  const lines = seen.length > 0 ? seen : [[segment(say`nothing has been asked yet`, 'muted')]];
  return <Lines lines={exactly([LOG_TITLES, ...lines], rows)} look={look} />;
}
