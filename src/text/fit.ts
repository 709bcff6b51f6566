import type { SafeText } from './safe-text.ts';
import { displayWidth, isPlain } from './width.ts';

/** Which part of a text that is too long gives way. */
export type Cut = 'end' | 'middle' | 'start';
export type Align = 'left' | 'right';

const GRAPHEMES = new Intl.Segmenter();

/** At most `width` columns of the text, with one `…` (`~` in ASCII mode) where something was left out; never half a character. */
export function truncate(text: SafeText, width: number, cut: Cut, ascii: boolean): SafeText {
  if (text.length <= width && isPlain(text)) return text;
  if (displayWidth(text) <= width) return text;
  if (width <= 0) return '' as SafeText;
  const room = width - 1;
  const head = cut === 'end' ? room : cut === 'start' ? 0 : Math.floor(room / 2);
  const tail = room - head;
  return `${headOf(text, head).replace(/…$/, '')}${ascii ? '~' : '…'}${tailOf(text, tail).replace(/^…/, '')}` as SafeText;
}

/** Exactly `width` columns, unless the text is wider. */
export function pad(text: SafeText, width: number, align: Align): SafeText {
  const missing = width - displayWidth(text);
  if (missing <= 0) return text;
  const blanks = ' '.repeat(missing);
  return (align === 'left' ? text + blanks : blanks + text) as SafeText;
}

function headOf(text: string, width: number): string {
  if (isPlain(text)) return text.slice(0, width);
  let taken = 0;
  let end = 0;
  for (const { segment, index } of GRAPHEMES.segment(text)) {
    taken += displayWidth(segment);
    if (taken > width) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

function tailOf(text: string, width: number): string {
  if (width <= 0) return '';
  if (isPlain(text)) return text.slice(-width);
  let taken = 0;
  let start = text.length;
  for (const { segment, index } of [...GRAPHEMES.segment(text)].reverse()) {
    taken += displayWidth(segment);
    if (taken > width) break;
    start = index;
  }
  return text.slice(start);
}
