import type { ReactElement } from 'react';
import { segment } from '../../../present/tone.ts';
import { say, visible } from '../../../text/safe-text.ts';
import { Lines } from '../../components/lines.tsx';
import { exactly } from '../../exactly.ts';
import { cutLine, fillLine } from '../../line-fit.ts';
import type { ViewProps } from '../screen.ts';
import { entryRows, logHeight } from './area.ts';
import { entryLines, logLines } from './lines.ts';
import { entryUnderCursor, type LogState } from './state.ts';

export function LogView({ state, model, columns, rows }: ViewProps<LogState>): ReactElement {
  const { look, window } = model;
  const { top, at, entries } = state;
  const entry = entryUnderCursor(state);
  if (entry === null) {
    const text =
      state.shows === 'all' ? say`nothing has been done yet` : say`nothing of that kind was done; A shows all`;
    const lines = [[segment(text, 'muted')]];
    return <Lines lines={look.screenReader ? lines : exactly(lines, rows)} look={look} />;
  }
  const height = logHeight(window);
  const list = logLines(entries, { from: top, to: top + height, at }, columns, look.ascii).map((line, index) =>
    index === 1 + at - top ? fillLine(line, columns, look.ascii) : line,
  );
  const room = { columns, rows: entryRows(window) };
  const full = entryLines(entry, room, look.ascii).map((line) => cutLine(line, columns, look.ascii));
  if (look.screenReader) return <Lines lines={[...list, ...full]} look={look} />;
  const rule = [segment(visible((look.ascii ? '-' : '─').repeat(columns)), 'muted')];
  return (
    <Lines lines={exactly([...exactly(list, height + 1), rule, ...full], rows)} look={look} selected={1 + at - top} />
  );
}
