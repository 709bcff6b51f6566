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
  const lines = packed([...parts.filter(isTrouble), ...parts.filter((part) => !isTrouble(part))], columns, ascii);
  if (lines.length <= rows) return lines;
  const kept = lines.slice(0, rows);
  const last = kept.pop() ?? [];
  return [...kept, cutLine([...last, ...lines.slice(rows).flat()], columns, ascii)];
}

function isTrouble({ tone }: Segment): boolean {
  return tone !== 'muted';
}

/** As many parts in a line as fit; one that is longer than a line goes on in the next. */
function packed(parts: readonly Segment[], columns: number, ascii: boolean): readonly Line[] {
  const between = segment(ascii ? say` | ` : say` · `, 'muted');
  const lines: Segment[][] = [];
  for (const part of parts) {
    const line = lines.at(-1);
    if (line !== undefined && widthOf(line) + displayWidth(between.text) + displayWidth(part.text) <= columns) {
      line.push(between, part);
    } else {
      for (const text of wrap(part.text, columns)) lines.push([{ ...part, text }]);
    }
  }
  return lines;
}
