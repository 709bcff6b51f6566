import { type Line, segment } from '../../../present/tone.ts';
import { say } from '../../../text/safe-text.ts';
import type { Model } from '../../model.ts';
import type { LogShows, LogState } from './state.ts';

/** `duptop  what duptop did: 3 of 12, no requests (487 hidden)`. */
export function logTitle({ entries, at, shows }: LogState, { activity }: Model): Line {
  const hidden = activity.length - entries.length;
  return [
    segment(say`duptop`, 'strong'),
    segment(say`  what duptop did: `),
    segment(say`${Math.min(at + 1, entries.length)} of ${entries.length}`, 'muted'),
    ...(shows === 'all' ? [] : [segment(say`, ${WORDS[shows]} (${hidden} hidden)`, 'warning')]),
  ];
}

const WORDS: Readonly<Record<Exclude<LogShows, 'all'>, string>> = { hosts: 'no requests', acts: 'changes only' };
