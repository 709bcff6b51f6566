import { shortDuration } from '../../text/duration.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import { displayWidth } from '../../text/width.ts';
import { type Line, type Segment, segment, type Tone } from '../tone.ts';
import type { RunSummary } from './run-summary.ts';
import { SPANS, type SpanDays, spanLabel } from './span.ts';

const TITLE = segment(say`RUNS`, 'heading');
const GAP = segment(say`  `);
const COMMA = segment(say`, `, 'muted');

/** `RUNS  24 h  7 d [30 d]  29 runs, 2 failed, median 13m 32s`, as much of it as fits; `null` where nothing is known of the runs yet. */
export function chartHeading(chosen: SpanDays, summary: RunSummary | null, width: number): Line {
  const spans = SPANS.map((days) => spanSegment(days, days === chosen));
  let line: readonly Segment[] = [TITLE, GAP, ...spans];
  const parts = summary === null ? [] : summaryParts(summary);
  for (const [at, part] of parts.entries()) {
    const longer = [...line, at === 0 ? GAP : COMMA, part];
    if (longer.reduce((sum, { text }) => sum + displayWidth(text), 0) > width) break;
    line = longer;
  }
  return line;
}

function spanSegment(days: SpanDays, chosen: boolean): Segment {
  return chosen ? segment(say`[${spanLabel(days)}]`, 'strong') : segment(say` ${spanLabel(days)} `, 'muted');
}

/** The most telling first. */
function summaryParts({ count, failed, warnings, medianSeconds, longest }: RunSummary): readonly Segment[] {
  const part = (text: SafeText, tone: Tone = 'plain') => segment(text, tone);
  return [
    part(count === 0 ? say`no run` : say`${count} ${count === 1 ? 'run' : 'runs'}`),
    ...(failed > 0 ? [part(say`${failed} failed`, 'failed')] : []),
    ...(warnings > 0 ? [part(say`${warnings} with warnings`, 'warning')] : []),
    ...(medianSeconds === null || count < 2 ? [] : [part(say`median ${shortDuration(medianSeconds)}`)]),
    ...(longest?.durationSeconds == null || count < 2
      ? []
      : [part(say`longest ${shortDuration(longest.durationSeconds)}`)]),
  ];
}
