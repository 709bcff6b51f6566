import type { ChangeOutcome } from '../../domain/silence-change.ts';
import type { EpochMs } from '../../domain/time.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import { endText } from './silence-text.ts';

/** `silenced until …: ID at http://…`, or why not. */
export function outcomeText({ change, where, id, error }: ChangeOutcome, now: EpochMs): SafeText {
  const at = where === '' ? '' : ` at ${where}`;
  if (error !== null) return say`${FAILED[change.kind]}${at}: ${error}`;
  if (change.kind === 'expire') return say`ended: ${id ?? ''}${at}`;
  const endsAt = change.kind === 'silence' ? change.silence.endsAt : change.endsAt;
  return say`silent until ${endText(endsAt, now)}: ${id ?? ''}${at}`;
}

const FAILED = { silence: 'not silenced', extend: 'not extended', expire: 'not ended' } as const;
