/** What a chart is drawn with. */
export interface Glyphs {
  /** Parts of a bar by height, lowest first; the last is a whole cell. */
  readonly levels: readonly string[];
  readonly unknown: string;
  readonly beyond: string;
  readonly median: string;
  readonly side: string;
  readonly sideMark: string;
  readonly corner: string;
  readonly ground: string;
  readonly tick: string;
  readonly failed: string;
  readonly warning: string;
}

const UNICODE: Glyphs = {
  levels: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  unknown: '?',
  beyond: '↑',
  median: '┄',
  side: '│',
  sideMark: '┤',
  corner: '└',
  ground: '─',
  tick: '┬',
  failed: '✖',
  warning: '△',
};

const ASCII: Glyphs = {
  levels: ['#'],
  unknown: '?',
  beyond: '^',
  median: '.',
  side: '|',
  sideMark: '+',
  corner: '+',
  ground: '-',
  tick: '+',
  failed: 'x',
  warning: '^',
};

/** The signs of failures and warnings are those of the statuses. */
export function glyphsFor(ascii: boolean): Glyphs {
  return ascii ? ASCII : UNICODE;
}
