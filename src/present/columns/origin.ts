import { type ShownSighting, shownSighting } from '../../domain/sighting.ts';
import { shortAge } from '../../text/duration.ts';
import { isoTime } from '../../text/iso-time.ts';
import { say } from '../../text/safe-text.ts';
import { ageOf } from '../ages.ts';
import { type Row, rowJob } from '../row.ts';
import { isBehind, isOutOfDate } from '../sighting.ts';
import { column, textColumn, unknownCell } from './column.ts';

export const seen = column({
  id: 'seen',
  title: 'SEEN',
  description: 'how old the numbers are, where they are out of date; for scripts the moment of the source',
  priority: 7,
  yields: 'comfort',
  value: (row) => isoTime(sightingOf(row)?.at ?? null),
  neededBy: (row, { now }) => isOutOfDate(rowJob(row), now),
  sortKey: (row) => sightingOf(row)?.at ?? null,
  cell: (row, context) => {
    const sighting = sightingOf(row);
    if (sighting === null) return unknownCell(context);
    if (!isBehind(sighting, context.now)) return { text: say`now`, tone: 'muted' };
    return { text: say`${shortAge(ageOf(sighting.at, context.now) ?? 0)} ago`, tone: 'warning' };
  },
});

export const source = textColumn({
  id: 'source',
  title: 'SOURCE',
  description: 'which source the numbers are from',
  cut: 'middle',
  priority: 35,
  minWidth: 12,
  grow: 1,
  shownIn: 'none',
  text: (row) => sightingOf(row)?.source ?? null,
  tone: 'muted',
});

export const stale = column({
  id: 'stale',
  title: 'STALE',
  description: 'true where the numbers are last known values',
  priority: 36,
  shownIn: 'none',
  value: (row) => sightingOf(row)?.stale ?? null,
  cell: (row, context) => {
    const sighting = sightingOf(row);
    if (sighting === null) return unknownCell(context);
    return sighting.stale ? { text: say`stale`, tone: 'warning' } : { text: say`no`, tone: 'muted' };
  },
});

export const rules = column({
  id: 'rules',
  title: 'RULES',
  description: 'names of the loaded alert rules that watch it; in the table how many',
  align: 'right',
  priority: 19,
  shownIn: 'wide',
  neededBy: (row) => (rowJob(row)?.rules.length ?? 0) > 0,
  value: (row) => rowJob(row)?.rules ?? null,
  sortKey: (row) => rowJob(row)?.rules.length ?? null,
  cell: (row, context) =>
    row.kind === 'job' ? { text: say`${row.job.rules.length}`, tone: 'muted' } : unknownCell(context),
});

export const declared = column({
  id: 'declared',
  title: 'DECLARED BY',
  description: 'who says that it ought to exist; for scripts where',
  priority: 22,
  shownIn: 'wide',
  neededBy: (row) => (rowJob(row)?.declaredBy.length ?? 0) > 0,
  value: (row) => rowJob(row)?.declaredBy.map(({ where }) => where) ?? null,
  cell: (row, context) => {
    const origins = new Set(rowJob(row)?.declaredBy.map(({ origin }) => origin));
    return origins.size === 0 ? unknownCell(context) : { text: say`${[...origins].join(', ')}`, tone: 'muted' };
  },
});

function sightingOf(row: Row): ShownSighting | null {
  const job = rowJob(row);
  return job && shownSighting(job.seen);
}
