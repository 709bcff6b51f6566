import type { Job, Sighting } from '../../domain/job.ts';
import { shortDuration } from '../../text/duration.ts';
import { pad, truncate } from '../../text/fit.ts';
import { moment } from '../../text/moment.ts';
import { type SafeText, say, visible } from '../../text/safe-text.ts';
import { displayWidth } from '../../text/width.ts';
import { unknownCell } from '../columns/column.ts';
import { outcomeWord } from '../exit-word.ts';
import { type Line, segment, type Tone } from '../tone.ts';
import { agoText } from './ago.ts';
import { INDENT, LABEL_WIDTH, type ShowContext } from './section.ts';

const GAP = 2;
const NARROWEST = 8;

interface Comparison {
  readonly label: string;
  readonly texts: readonly SafeText[];
  /** Whether the sources ought to say the same. */
  readonly comparable: boolean;
}

/** What each source says of the job, side by side; where they disagree, both are marked. */
export function sourceLines({ seen }: Job, context: ShowContext): readonly Line[] {
  const sightings = [seen.exporter, seen.prometheus].filter((sighting) => sighting !== null);
  if (sightings.length === 0) return [];
  const rows = comparisons(sightings, context);
  const widths = columnWidths(rows, sightings.length, context.width);
  return rows.map(({ label, texts, comparable }): Line => {
    const tone: Tone = comparable && new Set(texts).size > 1 ? 'warning' : 'plain';
    const cells = texts.map((text, at) => {
      const width = widths[at] ?? NARROWEST;
      return segment(
        say`${pad(truncate(text, width, 'middle', context.ascii), width, 'left')}${' '.repeat(GAP)}`,
        tone,
      );
    });
    return [segment(say`${' '.repeat(INDENT)}${label.padEnd(LABEL_WIDTH)}`, 'muted'), ...cells];
  });
}

function comparisons(sightings: readonly Sighting[], context: ShowContext): readonly Comparison[] {
  const unknown = unknownCell(context).text;
  const row = (label: string, comparable: boolean, text: (sighting: Sighting) => SafeText | null): Comparison => ({
    label,
    comparable,
    texts: sightings.map((sighting) => text(sighting) ?? unknown),
  });
  return [
    row('source', false, ({ source }) => visible(source)),
    row('seen', false, ({ at, stale }) => say`${agoText(at, context.now)}${stale ? ', stale' : ''}`),
    row('started', true, ({ lastRun }) => (lastRun?.startedAt == null ? null : moment(lastRun.startedAt))),
    row('duration', true, ({ lastRun }) =>
      lastRun?.durationSeconds == null ? null : shortDuration(lastRun.durationSeconds),
    ),
    row('exit code', true, ({ lastRun }) =>
      lastRun?.exitCode == null ? null : say`${lastRun.exitCode} ${outcomeWord(lastRun.exitCode)}`,
    ),
  ];
}

/** As wide as the texts, but no wider than an even share of the line. */
function columnWidths(rows: readonly Comparison[], count: number, width: number | null): readonly number[] {
  const room = (width ?? Number.POSITIVE_INFINITY) - INDENT - LABEL_WIDTH - GAP * (count - 1);
  const share = Math.max(NARROWEST, Math.floor(room / count));
  return Array.from({ length: count }, (_, at) =>
    Math.min(share, Math.max(...rows.map(({ texts }) => displayWidth(texts[at] ?? '')))),
  );
}
