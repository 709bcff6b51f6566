import type { Config } from '../config/config.ts';
import type { TextOutput } from '../ports/terminal.ts';
import { paint } from '../present/ansi.ts';
import type { Line } from '../present/tone.ts';

/** How text is to look on an output. */
export interface Style {
  readonly color: boolean;
  readonly ascii: boolean;
  /** In columns; `null`: as wide as it needs. */
  readonly width: number | null;
}

/** A pipe gets neither colours nor a width. */
export function styleFor({ color, ascii }: Pick<Config, 'color' | 'ascii'>, output: TextOutput): Style {
  const { isTerminal, columns } = output;
  return { color: color === 'auto' && isTerminal, ascii: onlyAscii(ascii, isTerminal), width: columns };
}

export function onlyAscii(ascii: Config['ascii'], isTerminal: boolean): boolean {
  return ascii === true || (ascii === 'on-terminal' && isTerminal);
}

export function painted(line: Line, style: Style): string {
  return `${paint(line, style)}\n`;
}
