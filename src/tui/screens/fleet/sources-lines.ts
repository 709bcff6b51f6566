import { sourcesLine } from '../../../present/sources-line.ts';
import { type Line, type Segment, segment } from '../../../present/tone.ts';
import { truncate } from '../../../text/fit.ts';
import { say } from '../../../text/safe-text.ts';
import { displayWidth } from '../../../text/width.ts';
import { contextOf, type Model } from '../../model.ts';

/** Room for what may stand behind the last part. */
const MORE_WIDTH = ' +999'.length;

/**
 * How fresh each source is, and which failed, in as many lines as there are widths. A part that is longer than a line loses its middle:
 * the reason stands at its end. In a single line those that failed come first; what there is no room for is counted.
 */
export function sourcesLines(model: Model, widths: readonly number[]): readonly Line[] {
  const { snapshot } = model.fleet;
  const { ascii } = model.look;
  if (snapshot === null) return [];
  // Every other segment is what stands between two sources.
  const parts = sourcesLine(snapshot.sources, contextOf(model)).filter((_, at) => at % 2 === 0);
  const isCalm = ({ tone }: Segment) => tone === 'muted';
  const calm = parts.filter(isCalm);
  const trouble = parts.filter((part) => !isCalm(part));
  return packed(widths.length > 1 ? [...calm, ...trouble] : [...trouble, ...calm], widths, ascii);
}

function packed(parts: readonly Segment[], widths: readonly number[], ascii: boolean): readonly Line[] {
  const between = segment(ascii ? say` | ` : say` · `, 'muted');
  const gap = displayWidth(between.text);
  const lines: Segment[][] = widths.map(() => []);
  let at = 0;
  let used = 0;
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const roomIn = (line: number) => (widths[line] ?? 0) - (line === widths.length - 1 && !isLast ? MORE_WIDTH : 0);
    const wide = displayWidth(part.text);
    if (used > 0 && used + gap + wide > roomIn(at) && at < widths.length - 1) {
      at += 1;
      used = 0;
    }
    const room = roomIn(at) - (used > 0 ? used + gap : 0);
    if (wide > room && used > 0) {
      lines[at]?.push(segment(say` +${parts.length - index}`, 'warning'));
      break;
    }
    const shown = { ...part, text: truncate(part.text, room, 'middle', ascii) };
    lines[at]?.push(...(used > 0 ? [between, shown] : [shown]));
    used += (used > 0 ? gap : 0) + displayWidth(shown.text);
  }
  return lines;
}
