import { say } from '../../text/safe-text.ts';
import type { Context } from '../columns/column.ts';
import { type Line, segment } from '../tone.ts';

/** Of a database that is followed. */
export interface Followed {
  /** Whether a run goes on; `null`: that can't be read. */
  readonly running: boolean | null;
  readonly damaged: boolean;
  /** It can't be read just now. */
  readonly troubled: boolean;
}

/** What is waited for. */
export function followingLine({ running, damaged, troubled }: Followed, { ascii }: Pick<Context, 'ascii'>): Line {
  const dots = ascii ? '...' : '…';
  const words = troubled
    ? say`asking again ${dots}`
    : running === null
      ? say`whether a run goes on is not known; waiting for what comes ${dots}`
      : running
        ? say`following ${dots}`
        : say`no run goes on; waiting for the next one ${dots}`;
  return [...(damaged ? [segment(say`the database is damaged: `, 'failed')] : []), segment(words, 'muted')];
}
