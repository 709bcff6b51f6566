import { sourcesLine } from '../../../present/sources-line.ts';
import { type Line, type Segment, segment } from '../../../present/tone.ts';
import { say } from '../../../text/safe-text.ts';
import { displayWidth } from '../../../text/width.ts';
import { wrap } from '../../../text/wrap.ts';
import { cutLine, widthOf } from '../../line-fit.ts';
import { contextOf, type Model } from '../../model.ts';

/** How fresh each source is, in at most so many lines; where they don't all fit, those that failed come first. */
export function sourcesLines(model: Model, columns: number, rows: number): readonly Line[] {
  const { snapshot } = model.fleet;
  const { ascii } = model.look;
  if (snapshot === null) return [];
  const whole = sourcesLine(snapshot.sources, contextOf(model));
  if (widthOf(whole) <= columns) return [whole];
  const parts = whole.filter((_, at) => at % 2 === 0);
  const packed = packedLines([...parts.filter(isTrouble), ...parts.filter((part) => !isTrouble(part))], columns, ascii);
  const lines = packed.map(({ line }) => line);
  if (lines.length <= rows) return lines;
  const last = packed.slice(rows - 1).flatMap(({ line, goesOn }, at): Line => {
    if (at === 0) return line;
    return [goesOn ? segment(say` `) : between(ascii), ...line];
  });
  return [...lines.slice(0, rows - 1), cutLine(last, columns, ascii)];
}

function isTrouble({ tone }: Segment): boolean {
  return tone !== 'muted';
}

interface PackedLine {
  readonly line: Segment[];
  /** It begins in the middle of a part. */
  readonly goesOn: boolean;
}

/** As many parts in a line as fit; one that is longer than a line goes on in the next. */
function packedLines(parts: readonly Segment[], columns: number, ascii: boolean): readonly PackedLine[] {
  const lines: PackedLine[] = [];
  for (const part of parts) {
    const line = lines.at(-1)?.line;
    const gap = between(ascii);
    if (line !== undefined && widthOf(line) + displayWidth(gap.text) + displayWidth(part.text) <= columns) {
      line.push(gap, part);
    } else {
      const texts = wrap(part.text, columns);
      lines.push(...texts.map((text, at) => ({ line: [{ ...part, text }], goesOn: at > 0 })));
    }
  }
  return lines;
}

function between(ascii: boolean): Segment {
  return segment(ascii ? say` | ` : say` · `, 'muted');
}
