import type { ReactElement } from 'react';
import { Lines } from '../../components/lines.tsx';
import { exactly } from '../../exactly.ts';
import { cutLine } from '../../line-fit.ts';
import type { ViewProps } from '../screen.ts';
import { copyLines } from './copy-lines.ts';
import { jobLines } from './lines.ts';
import type { JobState } from './state.ts';

export function JobView({ state, model, columns, rows }: ViewProps<JobState>): ReactElement {
  const { look } = model;
  const { lines: choice, selected } = copyLines(state, model, columns);
  const all = jobLines(state, model, columns);
  const height = Math.max(0, rows - choice.length);
  const text = look.screenReader ? all : exactly(all.slice(state.top, state.top + height), height);
  const lines = [...text.map((line) => cutLine(line, columns, look.ascii)), ...choice];
  return <Lines lines={lines} look={look} selected={selected === null ? null : text.length + selected} />;
}
