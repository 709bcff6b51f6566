import type { Activity } from '../../../ports/activity-log.ts';
import { type Line, type Segment, segment, type Tone } from '../../../present/tone.ts';
import { pad, truncate } from '../../../text/fit.ts';
import { type SafeText, say } from '../../../text/safe-text.ts';
import { displayWidth } from '../../../text/width.ts';
import { wrap } from '../../../text/wrap.ts';
import { timeOfDay } from '../../clock-text.ts';
import { blanks, cutLine } from '../../line-fit.ts';
import { CURSOR_SIGN } from '../fleet/signs.ts';

const TIME_WIDTH = 10;
const TOOK_WIDTH = 8;
/** In a narrower window what was done needs the room of how long it took. */
const ROOM_FOR_TOOK = 76;
const GAP = 2;
const GUTTER = 2;
/** Of what came of it this much stays, whatever was done; the selected entry is told in full. */
const LEAST_RESULT = 10;
const SHORTEST_RESULT = 6;

interface Layout {
  readonly took: boolean;
  readonly result: number;
  readonly what: number;
}

/** The columns fit all entries, so that they stay where they are; of what came of it goes what was done needs. */
function layoutOf(entries: readonly Activity[], columns: number): Layout {
  const took = columns >= ROOM_FOR_TOOK;
  const room = columns - GUTTER - TIME_WIDTH - (took ? TOOK_WIDTH : 0) - 2 * GAP;
  const widest = (texts: readonly SafeText[]) => texts.reduce((most, text) => Math.max(most, displayWidth(text)), 0);
  const whats = widest(entries.map(({ what }) => what));
  const results = Math.max(SHORTEST_RESULT, widest(entries.map(({ outcome }) => outcome)));
  const result = Math.min(results, Math.max(LEAST_RESULT, room - whats));
  return { took, result, what: Math.max(1, room - result) };
}

/** `› 19:42:20Z     12 ms  200  POST http://…/api/v1/query`, under titles. */
export function logLines(
  entries: readonly Activity[],
  { from, to, at }: { readonly from: number; readonly to: number; readonly at: number },
  columns: number,
  ascii: boolean,
): readonly Line[] {
  const layout = layoutOf(entries, columns);
  const sign = CURSOR_SIGN[ascii ? 'asciiSign' : 'sign'];
  const titles = { took: say`TOOK`, result: segment(say`RESULT`, 'heading'), what: segment(say`WHAT`, 'heading') };
  return [
    lineOf({ ...titles, gutter: blanks(GUTTER), time: say`TIME`, tone: 'heading' }, layout, ascii),
    ...entries.slice(from, to).map((entry, index) => {
      const { durationMs, outcome, failed, what, kind } = entry;
      const cells = {
        gutter: from + index === at ? say`${sign} ` : blanks(GUTTER),
        time: timeOfDay(entry.at),
        took: durationMs === null ? say`` : say`${Math.round(durationMs)} ms`,
        result: segment(outcome, failed ? 'failed' : 'ok'),
        what: segment(what, kind === 'act' ? 'strong' : 'plain'),
        tone: 'muted',
      } as const;
      return lineOf(cells, layout, ascii);
    }),
  ].map((each) => cutLine(each, columns, ascii));
}

interface Cells {
  readonly gutter: SafeText;
  readonly time: SafeText;
  readonly took: SafeText;
  readonly result: Segment;
  readonly what: Segment;
  /** Of the time. */
  readonly tone: Tone;
}

/** The ends of what was done tell most: where, and what was asked there. */
function lineOf({ gutter, time, took, result, what, tone }: Cells, layout: Layout, ascii: boolean): Line {
  const duration = layout.took ? pad(took, TOOK_WIDTH, 'right') : say``;
  return [
    segment(gutter, 'strong'),
    segment(say`${pad(time, TIME_WIDTH, 'left')}${duration}${blanks(GAP)}`, tone),
    segment(say`${pad(truncate(result.text, layout.result, 'end', ascii), layout.result, 'left')}`, result.tone),
    segment(say`${blanks(GAP)}${truncate(what.text, layout.what, 'middle', ascii)}`, what.tone),
  ];
}

/** One entry in full: what was done, then what came of it. Where there is no room for that, what was done loses its middle. */
export function entryLines(
  { what, outcome, failed }: Activity,
  { columns, rows }: { readonly columns: number; readonly rows: number },
  ascii: boolean,
): readonly Line[] {
  const whole = wrap(what, columns);
  const shown = whole.length < rows ? whole : [truncate(what, columns, 'middle', ascii)];
  return [...shown.map((text): Line => [segment(text, 'strong')]), [segment(outcome, failed ? 'failed' : 'ok')]];
}
