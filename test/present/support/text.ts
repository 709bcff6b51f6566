import { paint } from '../../../src/present/ansi.ts';
import type { Line } from '../../../src/present/tone.ts';

/** Lines as they are printed without colour, each behind a `|` so that an expectation shows what begins with a blank. */
export function printed(lines: Iterable<Line>): string {
  return Array.from(lines, (line) => `|${paint(line, { color: false })}`).join('\n');
}

/** The same of a literal in a test: its lines without what stands before their `|`. */
export function expected(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimStart())
    .filter((line) => line.startsWith('|'))
    .join('\n');
}
