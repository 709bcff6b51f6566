import type { Line } from '../../../src/present/tone.ts';

export function textOf(line: Line): string {
  return line.map(({ text }) => text).join('');
}

export function textsOf(lines: readonly Line[]): readonly string[] {
  return lines.map(textOf);
}
