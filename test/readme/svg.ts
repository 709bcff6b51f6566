import type { IBufferCell, Terminal } from '@xterm/headless';

const CELL_WIDTH = 8.4;
const CELL_HEIGHT = 19;
const PADDING = 12;
const FOREGROUND = '#d8dee9';
const BACKGROUND = '#1b1f27';
/** The sixteen colours of a terminal, dark theme. */
const PALETTE = [
  ['#3b4252', '#e0707a', '#a3be8c', '#e5c07b', '#81a1c1', '#c792ea', '#88c0d0', '#d8dee9'],
  ['#616e88', '#ff7b85', '#b5d99c', '#f5d08b', '#8fb4ff', '#d9a9ff', '#9ee0f0', '#ffffff'],
].flat();

/** What a terminal shows, as a picture: one text element for each run of cells that look alike. */
export function svgOf(terminal: Terminal): string {
  const { cols, rows, buffer } = terminal;
  const width = cols * CELL_WIDTH + 2 * PADDING;
  const height = rows * CELL_HEIGHT + 2 * PADDING;
  const body = Array.from({ length: rows }, (_, row) => rowOf(runsOf(terminal, buffer.active.baseY + row), row));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width.toFixed(0)} ${height}" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14">`,
    '<title>duptop: the table of a fleet</title>',
    `<rect width="100%" height="100%" rx="8" fill="${BACKGROUND}"/>`,
    ...body.flat(),
    '</svg>',
    '',
  ].join('\n');
}

interface Run {
  readonly at: number;
  readonly cells: number;
  readonly text: string;
  readonly look: string;
  readonly isInverse: boolean;
}

function runsOf(terminal: Terminal, row: number): readonly Run[] {
  const line = terminal.buffer.active.getLine(row);
  const runs: Run[] = [];
  for (let at = 0; at < terminal.cols; at += 1) {
    const cell = line?.getCell(at);
    if (cell === undefined || cell.getWidth() === 0) continue;
    const look = lookOf(cell);
    const isInverse = cell.isInverse() !== 0;
    const before = runs.at(-1);
    const text = cell.getChars() || ' ';
    if (before?.look === look && before.isInverse === isInverse) {
      runs[runs.length - 1] = { ...before, text: before.text + text, cells: before.cells + cell.getWidth() };
    } else {
      runs.push({ at, text, look, isInverse, cells: cell.getWidth() });
    }
  }
  return runs;
}

function lookOf(cell: IBufferCell): string {
  const color = cell.isFgPalette() ? (PALETTE[cell.getFgColor()] ?? FOREGROUND) : FOREGROUND;
  const weight = cell.isBold() ? ' font-weight="bold"' : '';
  const dim = cell.isDim() ? ' opacity="0.6"' : '';
  return `fill="${cell.isInverse() ? BACKGROUND : color}"${weight}${dim}`;
}

function rowOf(runs: readonly Run[], row: number): readonly string[] {
  const top = PADDING + row * CELL_HEIGHT;
  return runs.flatMap(({ at, cells, text, look, isInverse }) => {
    const x = (PADDING + at * CELL_WIDTH).toFixed(1);
    const width = (cells * CELL_WIDTH).toFixed(1);
    const bar = isInverse
      ? [`<rect x="${x}" y="${top}" width="${width}" height="${CELL_HEIGHT}" fill="${FOREGROUND}"/>`]
      : [];
    if (text.trim() === '') return bar;
    const words = `<text x="${x}" y="${top + 14}" textLength="${width}" xml:space="preserve" ${look}>${escaped(text)}</text>`;
    return [...bar, words];
  });
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
