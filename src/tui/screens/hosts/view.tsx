import type { ReactElement } from 'react';
import { type Line, segment } from '../../../present/tone.ts';
import { say } from '../../../text/safe-text.ts';
import { Lines } from '../../components/lines.tsx';
import { exactly } from '../../exactly.ts';
import { contextOf, type Model } from '../../model.ts';
import type { ViewProps } from '../screen.ts';
import { hostDetails } from './detail-lines.ts';
import { hostsLines } from './lines.ts';
import { type HostsState, hostUnderCursor } from './state.ts';

export function HostsView({ state, model, columns, rows }: ViewProps<HostsState>): ReactElement {
  if (model.look.screenReader) return <Lines lines={spokenLines(state, model)} look={model.look} />;
  const { lines, selected } = hostsLines(state, model, columns);
  return <Lines lines={exactly(lines, rows)} look={model.look} selected={selected} />;
}

const LONG = 10_000;

/** The same for the ear: no table, but the selected host in words. */
function spokenLines(state: HostsState, model: Model): readonly Line[] {
  const row = hostUnderCursor(state);
  if (row === null) return hostsLines(state, model, LONG).lines;
  const cells = state.layout.map(
    ({ column }) =>
      say`${column.title.toLowerCase()} ${column.cell(row, { ...contextOf(model), ascii: true }).text.trim()}`,
  );
  return [
    [segment(say`host ${state.cursor.at + 1} of ${state.rows.length}`)],
    [segment(say`${cells.join(', ')}`)],
    ...hostDetails(row, model, { columns: LONG, rows: LONG }),
  ];
}
