import type { Messages, RunResult } from '../../domain/database/run-result.ts';
import { redact } from '../../text/redact.ts';
import { type SafeText, say, visible } from '../../text/safe-text.ts';
import type { Tone } from '../tone.ts';

/** One thing that a run complained of. */
export interface Complaint {
  readonly text: SafeText;
  readonly tone: Tone;
}

/** `2026-11-28 09:00:41 +00 - [Error-Duplicati.Library.…-FailedToProcessFile]: `. */
const PREFIX = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d\d(?::?\d\d)? - \[[^\]\n]{0,300}\]: /;
const LONGEST = 600;
const EXCEPTION = /^[\w.]{1,100}Exception: /;
/** Texts that begin alike for so long say the same. */
const SAME_BEGINNING = 60;

/** Errors before warnings, each once with how often it came, and how many more there were than Duplicati keeps. */
export function complaintsOf(result: RunResult, most: number): readonly Complaint[] {
  const broken = result.parts.test?.broken ?? [];
  return [
    ...listed('error', result.errors, most, 'failed'),
    ...broken
      .slice(0, most)
      .map(({ name, error }) => ({ text: say`damaged: ${name}: ${plain(error)}`, tone: 'failed' as const })),
    ...listed('warning', result.warnings, most, 'warning'),
  ];
}

function listed(kind: string, { count, first }: Messages, most: number, tone: Tone): readonly Complaint[] {
  const times = new Map<SafeText, number>();
  for (const message of first) {
    const text = plain(message);
    times.set(text, (times.get(text) ?? 0) + 1);
  }
  const shown = [...times].slice(0, most);
  const told = shown.reduce((sum, [, number]) => sum + number, 0);
  return [
    ...shown.map(([text, number]) => ({ text: say`${kind}: ${text}${number > 1 ? ` (${number} times)` : ''}`, tone })),
    ...(count > told ? [{ text: say`${count - told} more ${kind}${count - told === 1 ? '' : 's'}`, tone }] : []),
  ];
}

/** Without its time and origin; the name of the exception and its text on one line with what was being done. */
function plain(message: string): SafeText {
  const [first = '', ...rest] = redact(message.replace(PREFIX, '')).trim().split(/\r?\n/);
  const why = rest.find((line) => line.trim() !== '')?.trim() ?? '';
  const isSaid = why === '' || first.includes(why.replace(EXCEPTION, '').slice(0, SAME_BEGINNING));
  return visible((isSaid ? first : `${first}: ${why}`).slice(0, LONGEST));
}
