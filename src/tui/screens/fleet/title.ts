import { summaryLine } from '../../../present/summary-line.ts';
import { type Line, segment } from '../../../present/tone.ts';
import { say } from '../../../text/safe-text.ts';
import { widthOf } from '../../line-fit.ts';
import type { Model } from '../../model.ts';

const NAME: Line = [segment(say`duptop`, 'strong'), segment(say`  `)];

/** How many jobs of each status there are; the name makes room for them. */
export function fleetTitle({ fleet, window }: Model): Line {
  if (fleet.snapshot === null) return NAME;
  const counts = summaryLine(fleet.snapshot.summary);
  return widthOf(NAME) + widthOf(counts) + ROOM_BESIDE <= window.columns ? [...NAME, ...counts] : counts;
}

/** For when it is asked again. */
const ROOM_BESIDE = 16;
