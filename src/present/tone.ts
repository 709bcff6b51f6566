import type { SafeText } from '../text/safe-text.ts';

/** What a piece of text means to the eye; the terminal decides on the colour. Nothing is told by tone alone. */
export type Tone = 'plain' | 'muted' | 'strong' | 'heading' | 'ok' | 'accent' | 'warning' | 'unknown' | 'failed';

export interface Segment {
  readonly text: SafeText;
  readonly tone: Tone;
}

/** One line of a screen or of printed text, without its newline. */
export type Line = readonly Segment[];

export function segment(text: SafeText, tone: Tone = 'plain'): Segment {
  return { text, tone };
}
