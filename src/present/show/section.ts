import { pad } from '../../text/fit.ts';
import { type SafeText, say, visible } from '../../text/safe-text.ts';
import { displayWidth } from '../../text/width.ts';
import { wrap } from '../../text/wrap.ts';
import type { Context } from '../columns/column.ts';
import type { RowStatus } from '../row.ts';
import { statusWord } from '../status-word.ts';
import { type Line, type Segment, segment, type Tone } from '../tone.ts';

export interface ShowContext extends Context {
  /** In columns; `null` where no line is too long. */
  readonly width: number | null;
}

/** Columns for the names before the values. */
export const LABEL_WIDTH = 14;
export const INDENT = 2;
/** Text is not wrapped to less than this: a narrower window cuts it. */
const NARROWEST = 20;

/** A heading with its lines, a blank line before it; nothing at all where there are no lines. */
export function section(title: SafeText, lines: readonly Line[]): readonly Line[] {
  return lines.length === 0 ? [] : [[], [segment(title, 'heading')], ...lines];
}

/** `started       2026-11-24 16:30:10Z`, wrapped under its value. */
export function field(label: string, value: SafeText, context: ShowContext, tone: Tone = 'plain'): readonly Line[] {
  return hanging(
    [segment(say`${' '.repeat(INDENT)}${label.padEnd(LABEL_WIDTH)}`, 'muted')],
    INDENT + LABEL_WIDTH,
    value,
    context,
    tone,
  );
}

/** One field with several values, a line each. */
export function listField(
  label: string,
  values: readonly SafeText[],
  context: ShowContext,
  tone: Tone = 'plain',
): readonly Line[] {
  return values.flatMap((value, at) => field(at === 0 ? label : '', value, context, tone));
}

/** Text that goes on under its own beginning, behind `lead` which takes `indent` columns. */
export function hanging(
  lead: Line,
  indent: number,
  text: SafeText,
  { width }: ShowContext,
  tone: Tone,
): readonly Line[] {
  const room = Math.max(NARROWEST, (width ?? Number.POSITIVE_INFINITY) - indent);
  return wrap(text, room).map((part, at): Line => {
    const piece = segment(part, tone);
    return at === 0 ? [...lead, piece] : [blank(indent), piece];
  });
}

/** The status in its colour, and what there is to say beside it. */
export function statusLines(status: RowStatus, text: SafeText, context: ShowContext): readonly Line[] {
  const word = statusWord(status, context.ascii);
  return hanging([word, blank(INDENT)], displayWidth(word.text) + INDENT, text, context, 'plain');
}

export function blank(width: number): Segment {
  return segment(pad(visible(''), width, 'left'));
}
