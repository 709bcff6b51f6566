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

/**
 * The line with its colours. The selected one is inverse as a whole: tones on a bright bar are hard to read. Blanks carry no colour, and
 * those at the end are left out: Ink takes every character apart for every frame.
 */
export function paintLine(line: Line, { color, screenReader }: Look, { selected = false } = {}): string {
  if (screenReader || selected) {
    const plain = line.map(({ text }) => text).join('');
    return screenReader ? plain.trimEnd() : INVERSE[0] + plain + INVERSE[1];
  }
  const tones = color ? COLORS : WITHOUT_COLORS;
  let painted = '';
  let blanks = '';
  for (const { text, tone } of line) {
    const core = text.trim();
    if (core === '') {
      blanks += text;
      continue;
    }
    const from = text.indexOf(core);
    const sgr = tones[tone];
    painted += blanks + text.slice(0, from) + (sgr === null ? core : sgr[0] + core + sgr[1]);
    blanks = text.slice(from + core.length);
  }
  return painted;
}

/** The same to the eye: its first blank is bold, where that is outside of any colour. */
export function withBoldBlank(text: string): string {
  return text.startsWith(' ') || text.startsWith(INVERSE[0]) ? text.replace(' ', `${BOLD[0]} ${BOLD[1]}`) : text;
}

function foreground(code: number): Sgr {
  return [`\x1b[${code}m`, '\x1b[39m'];
}
