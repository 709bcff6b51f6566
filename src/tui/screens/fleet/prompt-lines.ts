import { columnOf } from '../../../present/columns/registry.ts';
import { type Line, type Segment, segment } from '../../../present/tone.ts';
import { say } from '../../../text/safe-text.ts';
import { wrap } from '../../../text/wrap.ts';
import { cutLine } from '../../line-fit.ts';
import { shownInput } from '../../shown-input.ts';
import type { FilterMode, SortMode } from './state.ts';

const PROMPT = '/ ';
const SORT_PROMPT = 'sort by ';
const HINT =
  'words in host or path, host:web* path:/var* status:failed,late cause:exporter-down exit:>=50 age:>24h; ! negates';

/** The text that is typed, and under it what is wrong with it, or what it may hold. */
export function filterLines({ input, problem }: FilterMode, columns: number, ascii: boolean): readonly Line[] {
  const prompt: Line = [segment(say`${PROMPT}`, 'strong'), segment(shownInput(input, columns - PROMPT.length).text)];
  if (problem === null) return [prompt, ...wrap(say`${HINT}`, columns).map((text): Line => [segment(text, 'muted')])];
  return [
    prompt,
    ...wrap(say`${problem.message}`, columns).map((text): Line => [segment(text, 'failed')]),
    ...wrap(problem.hint, columns).map((text): Line => [segment(text)]),
  ].map((line) => cutLine(line, columns, ascii));
}

/** Where the terminal's cursor belongs, in columns from the left. */
export function filterCursor({ input }: FilterMode, columns: number): number {
  return PROMPT.length + shownInput(input, columns - PROMPT.length).cursor;
}

/** The columns to choose from, the chosen one in brackets. */
export function sortLines({ choices, at }: SortMode, columns: number): readonly Line[] {
  const lines: Segment[][] = [[segment(say`${SORT_PROMPT}`, 'strong')]];
  let used = SORT_PROMPT.length;
  choices.forEach((id, index) => {
    const title = columnOf(id)?.title.toLowerCase() ?? id;
    const text = index === at ? say`[${title}]` : say` ${title} `;
    if (used + text.length > columns) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push(segment(text, index === at ? 'accent' : 'plain'));
    used += text.length;
  });
  return lines;
}
