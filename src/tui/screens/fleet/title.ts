import type { Summary } from '../../../domain/snapshot.ts';
import { STATUSES } from '../../../domain/status.ts';
import { summaryLine } from '../../../present/summary-line.ts';
import { type Line, segment } from '../../../present/tone.ts';
import { say } from '../../../text/safe-text.ts';
import { widthOf } from '../../line-fit.ts';
import type { Model } from '../../model.ts';

const NAME: Line = [segment(say`duptop`, 'strong'), segment(say`  `)];

/** For when it is asked again. */
const ROOM_BESIDE = 16;

/** How many jobs of each status there are. In a narrow window the name makes room first, then the statuses, the best first. */
export function fleetTitle({ fleet, window: { columns } }: Model): Line {
  if (fleet.snapshot === null) return NAME;
  const counts = summaryLine(fleet.snapshot.summary);
  if (widthOf(NAME) + widthOf(counts) + ROOM_BESIDE <= columns) return [...NAME, ...counts];
  return narrowed(fleet.snapshot.summary, columns);
}

function narrowed(summary: Summary, columns: number): Line {
  let kept = summary;
  for (const status of STATUSES.toReversed()) {
    const line = summaryLine(kept);
    if (widthOf(line) <= columns) return line;
    kept = { ...kept, [status]: 0 };
  }
  return summaryLine(kept);
}
