import type { Run } from '../../../domain/run.ts';
import { chartHeading } from '../../../present/chart/heading.ts';
import { historyChart } from '../../../present/chart/history-chart.ts';
import { spanLabel } from '../../../present/chart/span.ts';
import { blank, hanging, INDENT, type ShowContext } from '../../../present/show/section.ts';
import type { Line, Tone } from '../../../present/tone.ts';
import { shortDuration } from '../../../text/duration.ts';
import { type SafeText, say } from '../../../text/safe-text.ts';
import { contextOf, type Model } from '../../model.ts';
import { chartRows } from './area.ts';
import type { JobState } from './state.ts';

/** The chart of the job's runs; or what is in its place while it is asked for, and where nobody can tell. */
export function historyLines(state: JobState, model: Model, columns: number): readonly Line[] {
  const { days, histories, asking } = state;
  const { look, window } = model;
  const context: ShowContext = { ...contextOf(model), width: columns };
  const instead = (text: SafeText, tone: Tone) => [
    chartHeading(days, null, columns),
    ...hanging([blank(INDENT)], INDENT, text, context, tone),
  ];
  const history = histories.get(days);
  if (history === undefined) return asking === null ? [] : instead(askingText(state, model), 'muted');
  if (history.error !== null) return instead(say`the runs are not known: ${history.error}`, 'warning');
  const runs = runsOf(state);
  if (runs === null)
    return instead(say`no Prometheus knows this job, so nothing is known of its earlier runs`, 'muted');
  return historyChart(runs, { ...context, days, width: columns, height: look.screenReader ? 0 : chartRows(window) });
}

/** The runs of the span, with the last one, which an exporter may know before Prometheus does. `null` where they are not known. */
export function runsOf({ job: { lastRun }, days, histories }: JobState): readonly Run[] | null {
  const runs = histories.get(days)?.runs ?? null;
  if (runs === null || lastRun === null) return runs;
  return runs.some(({ startedAt }) => startedAt === lastRun.startedAt) ? runs : [...runs, lastRun];
}

function askingText({ job, days, asking }: JobState, { now, look }: Model): SafeText {
  const waited = asking === null ? 0 : (now - asking.since) / 1000;
  const source = job.seen.prometheus?.source.replace(':', ' ') ?? 'Prometheus';
  return say`asking ${source} for the runs of ${spanLabel(days)} ${look.ascii ? '...' : '…'}${waited < 1 ? '' : ` ${shortDuration(waited)}`}`;
}
