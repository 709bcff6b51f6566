import type { Trend } from '../../domain/trend/trend.ts';
import { shortDuration } from '../../text/duration.ts';
import { isoTime } from '../../text/iso-time.ts';
import { say } from '../../text/safe-text.ts';
import { ageOf } from '../ages.ts';
import { type Row, rowJob } from '../row.ts';
import { sparkline } from '../sparkline.ts';
import { column, unknownCell } from './column.ts';

export const trend = column({
  id: 'trend',
  title: 'TREND',
  description:
    'its last runs, the newest on the right, by duration, with a sign for each failure; for scripts exit codes',
  align: 'right',
  priority: 8,
  yields: 'comfort',
  neededBy: (row) => trendOf(row) !== null,
  value: (row) => trendOf(row)?.recent.map(({ exitCode }) => (exitCode === null ? '?' : String(exitCode))) ?? null,
  sortKey: failuresInARow,
  cell: (row, context) => {
    const known = trendOf(row);
    if (known === null) return unknownCell(context);
    return { text: sparkline(known.recent, context.ascii), tone: known.failing === null ? 'plain' : 'failed' };
  },
});

export const failures = column({
  id: 'failures',
  title: 'FAILURES',
  description: 'failures in a row up to the last run, and for how long',
  align: 'right',
  priority: 13,
  shownIn: 'wide',
  neededBy: (row) => (failuresInARow(row) ?? 0) > 0,
  value: failuresInARow,
  cell: (row, context) => {
    const known = trendOf(row);
    if (known === null) return unknownCell(context);
    if (known.failing === null) return { text: say`0`, tone: 'muted' };
    const { runs, since, sinceExact } = known.failing;
    const age = ageOf(since, context.now);
    const most = context.ascii ? '>=' : '≥';
    return {
      text: say`${runs}${age === null ? '' : ` in ${sinceExact ? '' : most}${shortDuration(age)}`}`,
      tone: 'failed',
    };
  },
});

export const failingSince = column({
  id: 'failingSince',
  title: 'FAILING SINCE',
  description: 'when the first of the failures in a row started, in UTC',
  priority: 38,
  shownIn: 'none',
  value: (row) => isoTime(trendOf(row)?.failing?.since ?? null),
  sortKey: (row) => trendOf(row)?.failing?.since ?? null,
  cell: (row, context) => {
    const since = isoTime(trendOf(row)?.failing?.since ?? null);
    return since === null ? unknownCell(context) : { text: say`${since}`, tone: 'failed' };
  },
});

export const spread = column({
  id: 'spread',
  title: 'USUALLY',
  description: 'how long eight of ten earlier good runs took; for scripts the width of that range',
  align: 'right',
  priority: 15,
  shownIn: 'wide',
  neededBy: (row) => durationsOf(row) !== null,
  value: (row) => {
    const durations = durationsOf(row);
    return durations && durations.highSeconds - durations.lowSeconds;
  },
  cell: (row, context) => {
    const durations = durationsOf(row);
    if (durations === null) return unknownCell(context);
    const [low, high] = [shortDuration(durations.lowSeconds), shortDuration(durations.highSeconds)];
    return { text: low === high ? low : say`${low} to ${high}`, tone: 'muted' };
  },
});

function trendOf(row: Row): Trend | null {
  return rowJob(row)?.trend ?? null;
}

function durationsOf(row: Row): Trend['durations'] {
  return trendOf(row)?.durations ?? null;
}

function failuresInARow(row: Row): number | null {
  const known = trendOf(row);
  return known && (known.failing?.runs ?? 0);
}
