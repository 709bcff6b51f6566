import type { EpochMs } from '../../src/domain/time.ts';
import type { Machine } from './machine.ts';
import { betterWrapper } from './situations/better-wrapper.ts';
import { exitCodes } from './situations/exit-codes.ts';
import { lostTextfiles } from './situations/lost-textfiles.ts';
import { namesAndRules } from './situations/names-and-rules.ts';
import { oddNumbers } from './situations/odd-numbers.ts';
import { unreachable } from './situations/unreachable.ts';

/** The lab's fleet: each way in which a job or host can be fine or not, with times relative to `now`. */
export function machinesAt(now: EpochMs): readonly Machine[] {
  return [exitCodes, lostTextfiles, unreachable, namesAndRules, oddNumbers, betterWrapper].flatMap((part) => part(now));
}
