import type { Line, Tone } from './tone.ts';

/** Select Graphic Rendition by tone, from the eight colours that every terminal has; `null` where the terminal's own is right. */
const SGR: Readonly<Record<Tone, string | null>> = {
  plain: null,
  muted: '2',
  strong: '1',
  heading: '1',
  ok: '32',
  accent: '36',
  warning: '33',
  unknown: '35',
  failed: '31',
};

/** The line as text for an output that is no screen: without blanks at its end, coloured or not. */
export function paint(line: Line, { color }: { readonly color: boolean }): string {
  let last = line.length - 1;
  while (last >= 0 && isBlank(line[last]?.text ?? '')) last--;
  let text = '';
  for (let at = 0; at <= last; at++) {
    const piece = line[at];
    if (piece === undefined) continue;
    const shown = at === last ? piece.text.trimEnd() : piece.text;
    const sgr = color ? SGR[piece.tone] : null;
    text += sgr === null ? shown : `\x1b[${sgr}m${shown}\x1b[0m`;
  }
  return text;
}

function isBlank(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) !== 0x20) return false;
  return true;
}
