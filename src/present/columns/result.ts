import type { Job } from '../../domain/job.ts';
import { outcomeOf } from '../../domain/outcome.ts';
import { shortAge } from '../../text/duration.ts';
import { type SafeText, say, visible } from '../../text/safe-text.ts';
import { ageOf } from '../ages.ts';
import { exitTone, outcomeWord } from '../exit-word.ts';
import { type Row, rowCause, rowJob } from '../row.ts';
import { type Context, column, EMPTY_CELL, textColumn, unknownCell } from './column.ts';

/** The longest exit code is three digits: the words behind the codes stand in one line. */
const CODE_WIDTH = 3;

export const exit = column({
  id: 'exit',
  title: 'EXIT',
  description: 'exit code of the last run, and what it means',
  priority: 5,
  brief: (row) => visible(codeText(exitCode(row))),
  value: exitCode,
  cell: (row, context) => {
    const code = exitCode(row);
    if (code === null) return { text: `  ${unknownCell(context).text}` as SafeText, tone: 'muted' };
    return { text: say`${codeText(code)} ${outcomeWord(code)}`, tone: exitTone(code) };
  },
});

export const outcome = column({
  id: 'outcome',
  title: 'OUTCOME',
  description: 'what the exit code means, as a word for scripts',
  priority: 32,
  shownIn: 'none',
  value: (row) => {
    const code = exitCode(row);
    return code === null ? null : outcomeOf(code);
  },
  cell: (row, context) => {
    const code = exitCode(row);
    return code === null ? unknownCell(context) : { text: visible(outcomeOf(code)), tone: exitTone(code) };
  },
});

export const alert = column({
  id: 'alert',
  title: 'ALERT',
  description: 'firing or pending, and since when',
  priority: 10,
  shownIn: 'wide',
  neededBy: (row) => alertState(rowJob(row)) !== null,
  value: (row) => alertState(rowJob(row)),
  cell: (row, context) => {
    const state = alertState(rowJob(row));
    if (row.kind === 'host' || state === null) return unknownCell(context);
    return { text: alertText(row.job, state, context), tone: state === 'firing' ? 'failed' : 'warning' };
  },
});

export const cause = column({
  id: 'cause',
  title: 'CAUSE',
  description: 'why it is not fine; for scripts the code alone',
  priority: 4,
  minWidth: 11,
  comfortWidth: 40,
  grow: 4,
  brief: (row) => visible(rowCause(row)?.code ?? ''),
  value: (row) => rowCause(row)?.code ?? null,
  cell: (row) => {
    const found = rowCause(row);
    return found === null ? EMPTY_CELL : { text: `${found.code}: ${found.message}` as SafeText, tone: 'plain' };
  },
});

export const message = textColumn({
  id: 'message',
  title: 'MESSAGE',
  description: 'why it is not fine, as a sentence',
  priority: 33,
  minWidth: 12,
  grow: 4,
  shownIn: 'none',
  text: (row) => rowCause(row)?.message ?? null,
  tone: 'plain',
});

export const next = textColumn({
  id: 'next',
  title: 'NEXT STEP',
  description: 'what to do about it',
  priority: 34,
  minWidth: 12,
  grow: 4,
  shownIn: 'none',
  text: (row) => rowCause(row)?.next ?? null,
  tone: 'plain',
});

/** `firing` where any alert of the job does. */
export function alertState(job: Job | null): 'firing' | 'pending' | null {
  if (job === null || job.alerts.length === 0) return null;
  return job.alerts.some((one) => one.state === 'firing') ? 'firing' : 'pending';
}

/** `firing 2h 5m`, since the first of them; `+1` for each alert more. */
function alertText(job: Job, state: 'firing' | 'pending', { now }: Context): SafeText {
  const since = job.alerts
    .filter((one) => one.state === state && one.activeAt !== null)
    .map((one) => one.activeAt ?? now);
  const seconds = since.length === 0 ? null : ageOf(Math.min(...since), now);
  const more = job.alerts.length - 1;
  return say`${state}${seconds === null ? '' : ` ${shortAge(seconds)}`}${more > 0 ? ` +${more}` : ''}`;
}

function codeText(code: number | null): string {
  return code === null ? '' : String(code).padStart(CODE_WIDTH);
}

function exitCode(row: Row): number | null {
  return rowJob(row)?.lastRun?.exitCode ?? null;
}
