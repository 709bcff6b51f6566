import type { ReactElement } from 'react';
import { Lines } from '../../components/lines.tsx';
import { exactly } from '../../exactly.ts';
import type { ViewProps } from '../screen.ts';
import { doctorLines } from './lines.ts';
import type { DoctorState } from './state.ts';

export function DoctorView({ state, model, columns, rows }: ViewProps<DoctorState>): ReactElement {
  const { look } = model;
  const lines = doctorLines(state, model, columns);
  return <Lines lines={look.screenReader ? lines : exactly(lines.slice(state.top), rows)} look={look} />;
}
