import type { ReactElement } from 'react';
import { Lines } from '../../components/lines.tsx';
import { exactly } from '../../exactly.ts';
import { cutLine } from '../../line-fit.ts';
import type { ViewProps } from '../screen.ts';
import { helpLines } from './lines.ts';
import type { HelpState } from './state.ts';

export function HelpView({ state, model, columns, rows }: ViewProps<HelpState>): ReactElement {
  const { look } = model;
  const all = helpLines(state, look, columns);
  const seen = exactly(all.slice(state.top, state.top + rows), look.screenReader ? Math.min(rows, all.length) : rows);
  return <Lines lines={seen.map((line) => cutLine(line, columns, look.ascii))} look={look} />;
}
