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

/** How many jobs of each status there are. In a narrow window the name makes room first, then the best statuses are counted together. */
export function fleetTitle({ fleet, look, window: { columns } }: Model): Line {
  if (fleet.snapshot === null) return NAME;
  const counts = summaryLine(fleet.snapshot.summary);
  if (look.screenReader || widthOf(NAME) + widthOf(counts) + ROOM_BESIDE <= columns) return [...NAME, ...counts];
  return narrowed(fleet.snapshot.summary, columns);
}

/** One status alone is no shorter by another word. */
const FEWEST_TOGETHER = 2;

function narrowed(summary: Summary, columns: number): Line {
  const statuses = STATUSES.filter((status) => summary[status] > 0);
  let line = summaryLine(summary);
  for (let named = statuses.length - FEWEST_TOGETHER; named > 0 && widthOf(line) > columns; named -= 1) {
    line = summaryLine(summary, statuses.slice(0, named));
  }
  return line;
}
