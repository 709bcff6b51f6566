import type { EpochMs, Seconds } from '../../domain/time.ts';
import { shortAge, shortDuration } from '../../text/duration.ts';
import { isoTime } from '../../text/iso-time.ts';
import { moment } from '../../text/moment.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import { ageOf, jobAge } from '../ages.ts';
import { type Row, rowJob, rowStatus } from '../row.ts';
import { isOutOfDate } from '../sighting.ts';
import type { Tone } from '../tone.ts';
import { type Column, type Context, column, textColumn, unknownCell } from './column.ts';
import { type ExpectedRun, expectedRun } from './next-run.ts';

/** Before an age of numbers that are out of date: what came after is not known. */
export const OUT_OF_DATE_MARK = '?' as SafeText;
/** Before a moment that nobody has said. */
const GUESSED = '~';
/** `2026-11-24 02:00Z` from `2026-11-24 02:00:07Z`. */
const SECONDS_PART = /:\d\dZ$/;

export const age = column({
  id: 'age',
  title: 'AGE',
  description: 'time since the last run started; a ? marks numbers that are out of date',
  align: 'right',
  priority: 3,
  value: (row, { now }) => jobAge(rowJob(row), now),
  cell: (row, context) => {
    const seconds = jobAge(rowJob(row), context.now);
    if (row.kind === 'host' || seconds === null) return unknownCell(context);
    const odd = seconds < 0 || seconds > row.job.maxAge.seconds;
    const mark = isOutOfDate(row.job, context.now) ? OUT_OF_DATE_MARK : '';
    return { text: say`${mark}${shortAge(seconds)}`, tone: odd ? 'warning' : toneOfNumbers(row, context) };
  },
});

export const started = column({
  id: 'started',
  title: 'STARTED',
  description: 'when the last run started, in UTC',
  priority: 16,
  shownIn: 'wide',
  value: (row) => isoTime(startedAt(row)),
  sortKey: startedAt,
  cell: (row, context) => {
    const at = startedAt(row);
    if (at === null) return unknownCell(context);
    return { text: moment(at).replace(SECONDS_PART, 'Z') as SafeText, tone: toneOfNumbers(row, context) };
  },
});

export const duration = lengthColumn({
  id: 'duration',
  title: 'DURATION',
  description: 'how long the last run took, all tries together',
  priority: 6,
  yields: 'reading',
  shownIn: 'usual',
  seconds: (row) => rowJob(row)?.lastRun?.durationSeconds ?? null,
  tone: (row, context) => (rowStatus(row) === 'slow' ? 'warning' : toneOfNumbers(row, context)),
});

export const median = lengthColumn({
  id: 'median',
  title: 'MEDIAN',
  description: 'how long its earlier good runs took, by the median',
  priority: 13,
  shownIn: 'wide',
  seconds: (row) => rowJob(row)?.trend?.durations?.medianSeconds ?? null,
  tone: () => 'muted',
});

export const maxAge = lengthColumn({
  id: 'maxAge',
  title: 'MAX AGE',
  description: 'what the age is judged against',
  priority: 14,
  shownIn: 'wide',
  seconds: (row) => rowJob(row)?.maxAge.seconds ?? null,
  tone: () => 'muted',
});

export const success = column({
  id: 'success',
  title: 'SUCCESS',
  description: 'time since the last good backup ended',
  align: 'right',
  priority: 11,
  shownIn: 'wide',
  neededBy: (row) => lastSuccessAt(row) !== null,
  value: (row, { now }) => ageOf(lastSuccessAt(row), now),
  cell: (row, context) => {
    const seconds = ageOf(lastSuccessAt(row), context.now);
    if (row.kind === 'host' || seconds === null) return unknownCell(context);
    const odd = seconds < 0 || seconds > row.job.maxAge.seconds;
    return { text: shortAge(seconds), tone: odd ? 'warning' : 'plain' };
  },
});

export const schedule = textColumn({
  id: 'schedule',
  title: 'SCHEDULE',
  description: 'its cron expression, where it is declared',
  priority: 17,
  minWidth: 9,
  grow: 1,
  shownIn: 'wide',
  neededBy: (row) => scheduleOf(row) !== null,
  text: scheduleOf,
  tone: 'muted',
});

export const nextRun = column({
  id: 'nextRun',
  title: 'NEXT RUN',
  description: 'time until its schedule is due again; ~ marks a guess from when it usually runs',
  align: 'right',
  priority: 12,
  shownIn: 'wide',
  neededBy: (row, context) => dueAt(row, context) !== null,
  value: (row, context) => isoTime(dueAt(row, context)),
  sortKey: dueAt,
  cell: (row, context) => {
    const due = dueIn(row, context);
    if (due === null) return unknownCell(context);
    const seconds = (due.at - context.now) / 1000;
    const when = seconds < 0 ? `${shortDuration(-seconds)} ago` : `in ${shortDuration(seconds)}`;
    return { text: `${due.from === 'history' ? GUESSED : ''}${when}` as SafeText, tone: 'muted' };
  },
});

export const nextRunFrom = column({
  id: 'nextRunFrom',
  title: 'NEXT BY',
  description: 'what tells the next run: schedule, or history for a guess from when it usually runs',
  priority: 37,
  shownIn: 'none',
  value: (row, context) => dueIn(row, context)?.from ?? null,
  cell: (row, context) => {
    const due = dueIn(row, context);
    return due === null ? unknownCell(context) : { text: due.from as SafeText, tone: 'muted' };
  },
});

function startedAt(row: Row): EpochMs | null {
  return rowJob(row)?.lastRun?.startedAt ?? null;
}

function lastSuccessAt(row: Row): EpochMs | null {
  return rowJob(row)?.lastSuccessAt ?? null;
}

function scheduleOf(row: Row): string | null {
  return rowJob(row)?.schedule ?? null;
}

function dueAt(row: Row, context: Context): EpochMs | null {
  return dueIn(row, context)?.at ?? null;
}

function dueIn(row: Row, { now }: Context): ExpectedRun | null {
  return row.kind === 'host' ? null : expectedRun(row.job, now);
}

/** Numbers of a source that is behind are dimmed. */
function toneOfNumbers(row: Row, { now }: Context): Tone {
  return isOutOfDate(rowJob(row), now) ? 'muted' : 'plain';
}

interface LengthColumn extends Pick<Column, 'id' | 'title' | 'description' | 'priority' | 'shownIn' | 'yields'> {
  seconds(row: Row): Seconds | null;
  tone(row: Row, context: Context): Tone;
}

function lengthColumn({ seconds, tone, ...more }: LengthColumn): Column {
  return column({
    ...more,
    align: 'right',
    neededBy: more.shownIn === 'wide' ? (row) => seconds(row) !== null : null,
    value: seconds,
    cell: (row, context) => {
      const length = seconds(row);
      return length === null ? unknownCell(context) : { text: shortDuration(length), tone: tone(row, context) };
    },
  });
}
