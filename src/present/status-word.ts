import { type SafeText, say } from '../text/safe-text.ts';
import type { RowStatus } from './row.ts';
import type { Segment, Tone } from './tone.ts';

/** Symbol, its form in ASCII, and tone: each symbol stands for one status, so that none is told by colour alone. */
const LOOKS: Readonly<Record<RowStatus, readonly [string, string, Tone]>> = {
  failed: ['✖', 'x', 'failed'],
  host: ['■', '#', 'failed'],
  missing: ['○', 'o', 'failed'],
  late: ['▲', '!', 'warning'],
  unknown: ['?', '?', 'unknown'],
  warning: ['△', '^', 'warning'],
  slow: ['◆', '~', 'warning'],
  running: ['▸', '>', 'accent'],
  ok: ['●', '.', 'ok'],
};

const UNICODE = words(0);
const ASCII = words(1);

/** `✖ failed`, `x failed`. */
export function statusWord(status: RowStatus, ascii: boolean): Segment {
  return (ascii ? ASCII : UNICODE)[status];
}

/** The tone alone, for a word that is about a status. */
export function statusTone(status: RowStatus): Tone {
  return LOOKS[status][2];
}

function words(form: 0 | 1): Readonly<Record<RowStatus, Segment>> {
  const made = Object.entries(LOOKS).map(([status, look]) => {
    const text: SafeText = say`${look[form]} ${status}`;
    return [status, { text, tone: look[2] }] as const;
  });
  return Object.fromEntries(made) as Record<RowStatus, Segment>;
}
