import type { Run } from '../../domain/run.ts';
import { shortDuration } from '../../text/duration.ts';
import { pad } from '../../text/fit.ts';
import { type SafeText, say, visible } from '../../text/safe-text.ts';
import { displayWidth } from '../../text/width.ts';
import type { Context } from '../columns/column.ts';
import { agoText } from '../show/ago.ts';
import { blank, hanging, INDENT } from '../show/section.ts';
import { type Line, segment } from '../tone.ts';
import { type Bar, barsOf } from './bars.ts';
import { type Cell, cellsLine, EMPTY, textCells } from './cells.ts';
import { type DatedRun, datedRuns } from './dated-run.ts';
import { type Glyphs, glyphsFor } from './glyphs.ts';
import { chartHeading } from './heading.ts';
import { type PlotSize, plotCells, rowOf } from './plot.ts';
import { type RunSummary, summariseRuns } from './run-summary.ts';
import { topSeconds } from './scale.ts';
import { type SpanDays, spanLabel, spanStart } from './span.ts';
import { type Tick, timeTicks } from './time-axis.ts';
import { unusual } from './unusual.ts';

export interface ChartContext extends Context {
  readonly days: SpanDays;
  /** In columns; less than `NARROWEST_CHART` has no room for bars. */
  readonly width: number;
  /** How many rows the bars have. */
  readonly height: number;
}

export const NARROWEST_CHART = 30;

/**
 * A job's runs of the last day, week or month: a heading, a bar for each run by its start and as high as it was long, failures marked on the
 * ground, and what is unusual in words. `runs` in any order, also those from before the span. No line is wider than `width`, if that is at
 * least `NARROWEST_CHART`.
 */
export function historyChart(runs: readonly Run[], context: ChartContext): readonly Line[] {
  const { days, now, width } = context;
  const all = datedRuns(runs, Number.NEGATIVE_INFINITY);
  const from = spanStart(days, now);
  const shown = all.filter(({ startedAt }) => startedAt >= from);
  const summary = summariseRuns(shown);
  const heading = chartHeading(days, summary, width);
  if (shown.length === 0) return [heading, ...noRunLines(all.at(-1) ?? null, context)];
  return [heading, ...pictureLines(shown, summary, context), ...wordLines(shown, summary, context)];
}

function noRunLines(before: DatedRun | null, context: ChartContext): readonly Line[] {
  const last =
    before === null
      ? say`no run in ${spanLabel(context.days)}, and none before is known`
      : say`no run in ${spanLabel(context.days)}; the last one started ${agoText(before.startedAt, context.now)}`;
  return hanging([blank(INDENT)], INDENT, last, context, 'warning');
}

function pictureLines(shown: readonly DatedRun[], summary: RunSummary, context: ChartContext): readonly Line[] {
  const { days, now, width, height, ascii } = context;
  const glyphs = glyphsFor(ascii);
  const top = topSeconds(summary, height);
  const median = shown.length > 1 ? summary.medianSeconds : null;
  const sideLabels = labelsAtSide(top, median, height);
  const sideWidth = Math.max(...sideLabels.map((label) => displayWidth(label)));
  const columns = width - INDENT - sideWidth - SIDE_GLYPHS;
  const size: PlotSize = { columns, rows: height, top };
  if (columns < 1 || height < 1) return [];
  const { bars, scale } = barsOf(shown, { from: spanStart(days, now), to: now, columns });
  const ticks = timeTicks(scale, columns);
  const rows = plotCells(bars, median, size, glyphs).map((cells, at): Line => {
    const label = sideLabels[at] ?? visible('');
    const side = label === '' ? glyphs.side : glyphs.sideMark;
    return [blank(INDENT), segment(say`${pad(label, sideWidth, 'right')} ${side}`, 'muted'), ...cellsLine(cells)];
  });
  const ground = groundCells(bars, ticks, columns, glyphs);
  return [
    ...rows,
    [
      blank(INDENT),
      segment(say`${pad(visible(''), sideWidth, 'left')} ${glyphs.corner}`, 'muted'),
      ...cellsLine(ground),
    ],
    [blank(INDENT + sideWidth + SIDE_GLYPHS), ...cellsLine(labelCells(ticks, columns))],
  ];
}

/** A blank and the axis. */
const SIDE_GLYPHS = 2;

/** What stands before each row of the bars, the uppermost first. */
function labelsAtSide(top: number, median: number | null, height: number): readonly SafeText[] {
  const labels = Array.from({ length: height }, () => visible(''));
  labels[0] = shortDuration(top);
  if (median !== null) labels[height - 1 - rowOf(median, { columns: 0, rows: height, top })] = shortDuration(median);
  return labels;
}

function groundCells(bars: readonly Bar[], ticks: readonly Tick[], columns: number, glyphs: Glyphs): readonly Cell[] {
  const cells: Cell[] = Array.from({ length: columns }, () => ({ glyph: glyphs.ground, tone: 'muted' }));
  for (const { column } of ticks) cells[column] = { glyph: glyphs.tick, tone: 'muted' };
  for (const { column, width, mark } of bars) {
    if (mark === null) continue;
    const middle = column + Math.floor((width - 1) / 2);
    cells[middle] = { glyph: glyphs[mark], tone: mark };
  }
  return cells;
}

function labelCells(ticks: readonly Tick[], columns: number): readonly Cell[] {
  const cells: Cell[] = Array.from({ length: columns }, () => EMPTY);
  for (const { column, label } of ticks) cells.splice(column, label.length, ...textCells(label, 'muted'));
  return cells;
}

function wordLines(shown: readonly DatedRun[], summary: RunSummary, context: ChartContext): readonly Line[] {
  const mark = context.ascii ? '-' : '•';
  return unusual(shown, summary, context.now).flatMap(({ text, tone }) =>
    hanging([blank(INDENT), segment(say`${mark} `, 'muted')], INDENT + 2, text, context, tone),
  );
}
