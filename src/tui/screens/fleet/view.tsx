import { useCursor } from 'ink';
import type { ReactElement } from 'react';
import { type Line, segment } from '../../../present/tone.ts';
import { visible } from '../../../text/safe-text.ts';
import { Lines } from '../../components/lines.tsx';
import { exactly } from '../../exactly.ts';
import { freshness, freshnessBeside } from '../../freshness.ts';
import { blanks, cutLine, GAP, spread, widthOf } from '../../line-fit.ts';
import type { Model } from '../../model.ts';
import { bodyTop } from '../../window.ts';
import type { ViewProps } from '../screen.ts';
import { fleetArea } from './area.ts';
import { detailLines } from './detail-lines.ts';
import { emptyLines } from './empty-lines.ts';
import { filterCursor, filterLines, sortLines } from './prompt-lines.ts';
import { rowKey } from './row-key.ts';
import { rowUnderCursor } from './selection.ts';
import { sourcesLines } from './sources-lines.ts';
import { spokenLines } from './spoken-lines.ts';
import type { FleetState } from './state.ts';
import { GUTTER } from './table-layout.ts';
import { rowLines, titlesLine } from './table-lines.ts';
import { fleetTitle } from './title.ts';
import { viewLine } from './view-line.ts';

export function FleetView(props: ViewProps<FleetState>): ReactElement {
  const { state, model, columns } = props;
  const { setCursorPosition } = useCursor();
  if (model.look.screenReader) return <Lines lines={spokenLines(state, model)} look={model.look} />;
  const { above, table, below, selected } = partsOf(props);
  setCursorPosition(
    state.mode.kind === 'filter'
      ? {
          x: GUTTER + filterCursor(state.mode, columns - GUTTER),
          y: bodyTop() + above.length + table.length + below.length - fleetArea(model.window).details,
        }
      : undefined,
  );
  return (
    <Lines
      lines={[...above, ...table, ...below]}
      look={model.look}
      selected={selected === null ? null : above.length + selected}
    />
  );
}

interface Parts {
  readonly above: readonly Line[];
  readonly table: readonly Line[];
  readonly below: readonly Line[];
  readonly selected: number | null;
}

function partsOf({ state, model, columns }: ViewProps<FleetState>): Parts {
  const { ascii } = model.look;
  const area = fleetArea(model.window);
  const { lines, selected } = rowLines(state, model, { columns, height: area.table });
  const isEmpty = state.rows.length === 0;
  return {
    above: [
      ...sourcesAndFreshness(model, columns, area.sources),
      viewLine(state, model, columns),
      isEmpty ? [] : cutLine(titlesLine(state, model), columns, ascii),
    ],
    table: exactly(isEmpty ? emptyLines(state, model, columns) : lines, area.table),
    below: [
      ...(area.rule ? [[segment(visible((ascii ? '-' : '─').repeat(columns)), 'muted')]] : []),
      ...exactly(belowLines(state, model, columns - GUTTER, area.details).map(indented), area.details),
    ],
    selected,
  };
}

/** Where the title left no room for it, how fresh everything is stands beside the sources. */
function sourcesAndFreshness(model: Model, columns: number, rows: number): readonly Line[] {
  const isBesideTitle = freshnessBeside(fleetTitle(model), model).length > 0;
  const right = isBesideTitle ? [] : freshness(model, columns);
  const widths = Array.from({ length: rows }, (_, at) =>
    at === 0 && right.length > 0 ? columns - widthOf(right) - GAP : columns,
  );
  const [first = [], ...others] = sourcesLines(model, widths);
  return exactly([spread(first, right, columns, model.look.ascii), ...others], rows);
}

/** In line with the columns of the table. */
function indented(line: Line): Line {
  return [segment(blanks(GUTTER)), ...line];
}

/** Where the filter or the sort is chosen, or what there is to say of the selected row. */
function belowLines(state: FleetState, model: Model, columns: number, rows: number): readonly Line[] {
  const { mode } = state;
  if (mode.kind === 'filter') return filterLines(mode, columns, model.look.ascii);
  if (mode.kind === 'sort') return sortLines(mode, columns);
  const row = rowUnderCursor(state);
  return row === null ? [] : detailLines(row, state.changes.get(rowKey(row)), model, { columns, rows });
}
