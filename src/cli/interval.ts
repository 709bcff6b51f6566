import { readDuration } from '../config/duration.ts';
import { say } from '../text/safe-text.ts';
import { wrongUse } from './failure.ts';

/** Between two rounds; more often is of no use to anyone and a burden to the exporters. */
const LIMITS = { least: 1, most: 86_400 } as const;

/** `--interval` in milliseconds. @throws Failure for text that is no duration, or one out of all reason */
export function intervalMs(text: string): number {
  const read = readDuration(text, LIMITS);
  if ('problem' in read) throw wrongUse(say`--interval: ${read.problem}`);
  return read.seconds * 1000;
}
