import { outcomeWord } from '../../../present/exit-word.ts';
import { endTone } from '../../../present/run/event-lines.ts';
import { statusWord } from '../../../present/status-word.ts';
import { type Line, type Segment, segment } from '../../../present/tone.ts';
import { byteSize } from '../../../text/byte-size.ts';
import { shortDuration } from '../../../text/duration.ts';
import { pad, truncate } from '../../../text/fit.ts';
import { type SafeText, say, visible } from '../../../text/safe-text.ts';
import { seenOf } from '../../cursor.ts';
import { cutLine, fillLine } from '../../line-fit.ts';
import type { Model } from '../../model.ts';
import { type FollowedRun, isGoing } from '../../runs/followed-run.ts';
import { CURSOR_SIGN } from '../fleet/signs.ts';
import { tableRows } from './area.ts';
import type { RunState } from './state.ts';

const STATE_WIDTH = 16;
const TIME_WIDTH = 8;
const SENT_WIDTH = 10;
const METRICS_WIDTH = 10;
/** In a narrower window the job's name needs the room of the metrics. */
const ROOM_FOR_METRICS = 76;
const GAP = '  ';

/** The titles and the runs that are seen, and which of the lines is the selected one. */
export function listLines(
  { cursor }: RunState,
  model: Model,
  columns: number,
): { readonly lines: readonly Line[]; readonly selected: number | null } {
  const runs = [...model.runs.values()];
  const { ascii } = model.look;
  const { from, to } = seenOf(cursor, runs.length, tableRows(model));
  const row = (run: FollowedRun) => runCells(run, model, columns);
  const sign = CURSOR_SIGN[ascii ? 'asciiSign' : 'sign'];
  return {
    lines: [
      cutLine(titleCells(columns), columns, ascii),
      ...runs.slice(from, to).map((run, index): Line => {
        const gutter = segment(from + index === cursor.at ? say`${sign} ` : say`${GAP}`, 'strong');
        return fillLine([gutter, ...row(run)], columns, ascii);
      }),
    ],
    selected: runs.length === 0 ? null : 1 + cursor.at - from,
  };
}

function titleCells(columns: number): Line {
  const cells = ['STATE'.padEnd(STATE_WIDTH), 'ELAPSED'.padStart(TIME_WIDTH), 'SENT'.padStart(SENT_WIDTH)];
  if (columns >= ROOM_FOR_METRICS) cells.push('METRICS'.padEnd(METRICS_WIDTH));
  return [segment(say`${GAP}${[...cells, 'JOB'].join(GAP)}`, 'heading')];
}

/** `▸ running            1m 12s   600.00 MB              db01:/srv`. */
function runCells(run: FollowedRun, { now, look }: Model, columns: number): Line {
  const { since, until, progress, job } = run;
  const state = stateWord(run, look.ascii);
  const elapsed = since === null ? say`` : say`${shortDuration(Math.max(0, (until ?? now) - since) / 1000)}`;
  const sent = progress === null ? say`` : byteSize(progress.bytes);
  const cells: Segment[] = [
    segment(say`${pad(truncate(state.text, STATE_WIDTH, 'end', look.ascii), STATE_WIDTH, 'left')}${GAP}`, state.tone),
    segment(say`${pad(elapsed, TIME_WIDTH, 'right')}${GAP}${pad(sent, SENT_WIDTH, 'right')}${GAP}`),
  ];
  let used = GAP.length + STATE_WIDTH + TIME_WIDTH + SENT_WIDTH + 3 * GAP.length;
  if (columns >= ROOM_FOR_METRICS) {
    cells.push(segment(say`${pad(metricsWord(run, look.ascii), METRICS_WIDTH, 'left')}${GAP}`, 'muted'));
    used += METRICS_WIDTH + GAP.length;
  }
  return [...cells, segment(truncate(visible(job.id), Math.max(1, columns - used), 'middle', look.ascii), 'strong')];
}

/** How it is in a word or two, with a sign of its own. */
export function stateWord(run: FollowedRun, ascii: boolean): Segment {
  const { phase, end, lost, isFollowed } = run;
  if (phase === 'ended') {
    const exitCode = end?.exitCode ?? null;
    const tone = end === null ? 'unknown' : endTone(end);
    const status = tone === 'failed' ? 'failed' : tone === 'ok' ? 'ok' : tone === 'unknown' ? 'unknown' : 'warning';
    const sign = statusWord(status, ascii).text.charAt(0);
    return segment(say`${sign} ${exitCode === null ? 'ended' : `${exitCode} ${outcomeWord(exitCode)}`}`, tone);
  }
  if (phase === 'refused') return segment(say`${ascii ? '-' : '⊘'} not started`, 'warning');
  if (!isFollowed) return segment(say`? not followed`, 'unknown');
  if (lost !== null) return segment(say`? host lost`, 'warning');
  if (phase === 'waiting') return segment(say`${ascii ? ':' : '…'} waiting`, 'muted');
  return phase === 'starting'
    ? segment(say`${statusWord('running', ascii).text.charAt(0)} starting`, 'accent')
    : statusWord('running', ascii);
}

/** Who shows the run by now. */
function metricsWord({ notes, phase, isFollowed }: FollowedRun, ascii: boolean): SafeText {
  const last = notes.findLast(({ type }) => type !== 'stopping');
  if (last?.type === 'prometheus-shows') return say`Prometheus`;
  if (last?.type === 'metrics-missing') return say`missing`;
  if (last?.type === 'exporter-shows') return say`exporter`;
  return phase === 'ended' && isFollowed ? say`${ascii ? '...' : '…'}` : say``;
}

/** `2 running, 1 waiting, 1 failed`. */
export function countsLine(model: Model): Line {
  const runs = [...model.runs.values()];
  const going = runs.filter((run) => isGoing(run) && run.phase !== 'waiting').length;
  const waiting = runs.filter((run) => isGoing(run) && run.phase === 'waiting').length;
  const ended = runs.filter(({ end }) => end !== null);
  const failed = ended.filter(({ end }) => end !== null && endTone(end) === 'failed').length;
  const counts = [
    [going, 'running', 'accent'],
    [waiting, 'waiting', 'muted'],
    [failed, 'failed', 'failed'],
    [ended.length - failed, 'ended well', 'ok'],
    [runs.filter(({ phase }) => phase === 'refused').length, 'not started', 'warning'],
  ] as const;
  const told = counts.filter(([count]) => count > 0);
  return told.map(([count, word, tone], at) => segment(say`${at === 0 ? '' : ', '}${count} ${word}`, tone));
}
