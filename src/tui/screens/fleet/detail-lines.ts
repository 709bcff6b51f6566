import type { Cause } from '../../../domain/cause.ts';
import { shownSighting } from '../../../domain/sighting.ts';
import { outcomeWord } from '../../../present/exit-word.ts';
import { type Row, rowCause, rowStatus } from '../../../present/row.ts';
import { progressText } from '../../../present/run/event-lines.ts';
import { agoText } from '../../../present/show/ago.ts';
import { isBehind } from '../../../present/sighting.ts';
import { statusTone } from '../../../present/status-word.ts';
import { type Line, type Segment, segment } from '../../../present/tone.ts';
import { shortDuration } from '../../../text/duration.ts';
import { truncate } from '../../../text/fit.ts';
import { type SafeText, say, visible } from '../../../text/safe-text.ts';
import { wrap } from '../../../text/wrap.ts';
import { blanks, cutLine } from '../../line-fit.ts';
import type { Model } from '../../model.ts';
import { type FollowedRun, isGoing } from '../../runs/followed-run.ts';
import { stateWord } from '../run/list-lines.ts';
import type { Change } from './changes.ts';

const NEXT = 'next: ';

interface Room {
  readonly columns: number;
  readonly rows: number;
}

/** What there is to say of a row: its whole name, why it is not fine, what to do. Where there is little room the name gives way first. */
export function detailLines(
  row: Row,
  change: Change | undefined,
  model: Model,
  { columns, rows }: Room,
): readonly Line[] {
  const { ascii } = model.look;
  const name = cutLine(nameLine(row, change, model), columns, ascii);
  const cause = rowCause(row);
  if (cause === null) return [name, cutLine([segment(lastRunText(row, model))], columns, ascii)].slice(0, rows);
  const sentences = causeLines(cause, row, columns, ascii, rows);
  return sentences.length < rows ? [name, ...sentences] : sentences;
}

function nameLine(row: Row, change: Change | undefined, model: Model): Line {
  const line: Segment[] = [segment(nameOf(row), 'strong')];
  if (row.kind === 'job' && !row.job.pathExact) line.push(segment(say` ? the path is a guess`, 'muted'));
  const sighting = row.kind === 'job' ? shownSighting(row.job.seen) : null;
  if (sighting !== null && isBehind(sighting, model.now)) {
    line.push(segment(say`  its numbers are ${shortDuration((model.now - sighting.at) / 1000)} old`, 'warning'));
  }
  if (change !== undefined) line.push(segment(say`  ${changeText(change)}`, 'accent'));
  const run = row.kind === 'job' ? model.runs.get(row.job.id) : undefined;
  if (run?.isFollowed) line.push(segment(say`  `), ...runWords(run, model));
  const [alert] = row.kind === 'job' ? row.job.alerts : [];
  if (alert !== undefined) {
    const since = alert.activeAt === null ? '' : ` for ${shortDuration((model.now - alert.activeAt) / 1000)}`;
    line.push(segment(say`  alert ${alert.state}${since}`, alert.state === 'firing' ? 'failed' : 'warning'));
  }
  return line;
}

/** How the run that was started here goes: `▸ running 12s, 3 files, 120.00 MB sent`. */
function runWords(run: FollowedRun, { now, look }: Model): Line {
  const state = stateWord(run, look.ascii);
  if (!isGoing(run) || run.since === null) return [state];
  const sent = run.progress === null ? '' : say`, ${progressText(run.progress)}`;
  return [segment(say`${state.text} ${shortDuration(Math.max(0, now - run.since) / 1000)}${sent}`, state.tone)];
}

function nameOf(row: Row): SafeText {
  if (row.kind === 'job') return visible(row.job.id);
  const { host, instance } = row.host;
  return instance === null ? say`host ${host}` : say`host ${host} (${instance})`;
}

function changeText(change: Change): SafeText {
  switch (change.kind) {
    case 'new':
      return say`new since the last refresh`;
    case 'status':
      return say`was ${change.was} at the last refresh`;
    case 'run':
      return say`ran since the last refresh`;
  }
}

/** The sentence and the next step; each has at least one line, and ends in `…` where it is longer than its room. */
function causeLines(cause: Cause, row: Row, columns: number, ascii: boolean, rows: number): readonly Line[] {
  const message = wrap(say`${cause.code}: ${cause.message}`, columns);
  const next = wrap(cause.next, columns - NEXT.length);
  const forNext = Math.max(1, Math.min(next.length, rows - message.length));
  const forMessage = Math.min(message.length, rows - forNext);
  const tone = statusTone(rowStatus(row));
  return [
    ...limited(message, forMessage, columns, ascii).map((text): Line => [segment(text, tone)]),
    ...limited(next, forNext, columns - NEXT.length, ascii).map(
      (text, at): Line => [at === 0 ? segment(say`${NEXT}`, 'strong') : segment(blanks(NEXT.length)), segment(text)],
    ),
  ];
}

function limited(lines: readonly SafeText[], count: number, width: number, ascii: boolean): readonly SafeText[] {
  if (lines.length <= count) return lines;
  const last = visible(lines.slice(count - 1).join(' '));
  return [...lines.slice(0, count - 1), truncate(last, width, 'end', ascii)];
}

function lastRunText(row: Row, { now }: Model): SafeText {
  if (row.kind !== 'job') return visible('');
  const { lastRun, runningSince } = row.job;
  if (runningSince !== null) return say`a run is going on; it started ${agoText(runningSince, now)}`;
  if (lastRun === null) return say`no run is known`;
  const { startedAt, durationSeconds, exitCode } = lastRun;
  const parts = [
    startedAt === null ? null : `started ${agoText(startedAt, now)}`,
    durationSeconds === null ? null : `took ${shortDuration(durationSeconds)}`,
    exitCode === null ? null : `ended with ${exitCode}, ${outcomeWord(exitCode)}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? say`nothing is known of its last run` : say`the last run ${parts.join(', ')}`;
}
