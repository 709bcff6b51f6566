import type { Line, Tone } from '../present/tone.ts';
import type { Look } from './model.ts';

/** Select Graphic Rendition to begin and to end with; colours from the sixteen that every terminal has. */
type Sgr = readonly [begin: string, end: string];

const BOLD: Sgr = ['\x1b[1m', '\x1b[22m'];
const DIM: Sgr = ['\x1b[2m', '\x1b[22m'];
const INVERSE: Sgr = ['\x1b[7m', '\x1b[27m'];

const COLORS: Readonly<Record<Tone, Sgr | null>> = {
  plain: null,
  muted: DIM,
  strong: BOLD,
  heading: BOLD,
  ok: foreground(32),
  accent: foreground(36),
  warning: foreground(33),
  unknown: foreground(35),
  failed: foreground(31),
};

/** Without colours bold and dim are left: they carry no meaning, words and signs do. */
const WITHOUT_COLORS: Readonly<Record<Tone, Sgr | null>> = {
  ...COLORS,
  ok: null,
  accent: null,
  warning: null,
  unknown: null,
  failed: null,
};

/** The line with its colours. The selected one is inverse as a whole: tones on a bright bar are hard to read. */
export function paintLine(line: Line, { color, screenReader }: Look, { selected = false } = {}): string {
  const plain = line.map(({ text }) => text).join('');
  if (screenReader) return plain;
  if (selected) return wrapped(plain, INVERSE);
  const tones = color ? COLORS : WITHOUT_COLORS;
  return line.map(({ text, tone }) => wrapped(text, tones[tone])).join('');
}

function wrapped(text: string, sgr: Sgr | null): string {
  return sgr === null || text === '' ? text : sgr[0] + text + sgr[1];
}

function foreground(code: number): Sgr {
  return [`\x1b[${code}m`, '\x1b[39m'];
}
