import { join } from '../../text/join.ts';
import { type SafeText, visible } from '../../text/safe-text.ts';
import { rowHost, rowInstance, rowJob, rowRank, rowStatus } from '../row.ts';
import { statusWord } from '../status-word.ts';
import { column, textColumn, unknownCell } from './column.ts';

/** Behind a path that was read back from a metric's name. */
export const GUESS_MARK = ' ?' as SafeText;

export const status = column({
  id: 'status',
  title: 'STATUS',
  description:
    'ok, running, slow, warning, late, failed, missing, unknown, or host for a fault of a host; sorts worst first',
  priority: 0,
  value: rowStatus,
  sortKey: rowRank,
  cell: (row, { ascii }) => statusWord(rowStatus(row), ascii),
});

export const host = textColumn({
  id: 'host',
  title: 'HOST',
  description: 'the name that hostname says there',
  cut: 'middle',
  priority: 1,
  minWidth: 8,
  comfortWidth: 16,
  grow: 2,
  text: rowHost,
  tone: 'plain',
});

export const path = column({
  id: 'path',
  title: 'PATH',
  description: 'what is backed up; a ? marks a guess from the name of the series',
  cut: 'middle',
  priority: 2,
  minWidth: 12,
  comfortWidth: 28,
  grow: 4,
  value: (row) => rowJob(row)?.path ?? null,
  cell: (row, context) => {
    if (row.kind === 'host') return unknownCell(context);
    const text = visible(row.job.path);
    return { text: row.job.pathExact ? text : join([text, GUESS_MARK]), tone: 'plain' };
  },
});

export const pathExact = column({
  id: 'pathExact',
  title: 'EXACT',
  description: 'false where the path is a guess',
  priority: 30,
  shownIn: 'none',
  value: (row) => rowJob(row)?.pathExact ?? null,
  cell: (row, context) => {
    if (row.kind === 'host') return unknownCell(context);
    return { text: visible(row.job.pathExact ? 'yes' : 'guess'), tone: 'plain' };
  },
});

export const id = textColumn({
  id: 'id',
  title: 'ID',
  description: 'host:path, as other commands take it',
  cut: 'middle',
  priority: 31,
  minWidth: 16,
  grow: 4,
  shownIn: 'none',
  text: (row) => rowJob(row)?.id ?? null,
  tone: 'plain',
});

export const instance = textColumn({
  id: 'instance',
  title: 'INSTANCE',
  description: 'the instance label of its Prometheus target',
  cut: 'start',
  priority: 18,
  minWidth: 14,
  grow: 1,
  shownIn: 'wide',
  neededBy: (row) => rowInstance(row) !== null,
  text: rowInstance,
  tone: 'muted',
});

export const metric = textColumn({
  id: 'metric',
  title: 'METRIC',
  description: 'its name in the series and rules, without duplicati_',
  cut: 'middle',
  priority: 20,
  minWidth: 12,
  grow: 1,
  shownIn: 'none',
  text: (row) => rowJob(row)?.metric ?? null,
  tone: 'muted',
});

export const dbPath = textColumn({
  id: 'dbPath',
  title: 'DATABASE',
  description: "the file name of the job's own database on its host",
  cut: 'middle',
  priority: 21,
  minWidth: 12,
  grow: 1,
  shownIn: 'none',
  text: (row) => rowJob(row)?.dbPath ?? null,
  tone: 'muted',
});
