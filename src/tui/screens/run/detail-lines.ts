import { RUNS_AT_ONCE } from '../../../live/live-run.ts';
import { endText, endTone, progressText, stepText } from '../../../present/run/event-lines.ts';
import { hanging, type ShowContext } from '../../../present/show/section.ts';
import { type Line, segment, type Tone } from '../../../present/tone.ts';
import { shortDuration } from '../../../text/duration.ts';
import { type SafeText, say, visible } from '../../../text/safe-text.ts';
import { contextOf, type Model } from '../../model.ts';
import type { FollowedRun } from '../../runs/followed-run.ts';

/** What there is to say of a run, and under it the last of what it said, as much as there is room for. */
export function detailLines(run: FollowedRun, model: Model, columns: number, rows: number): readonly Line[] {
  const context: ShowContext = { ...contextOf(model), width: columns };
  const text = (words: SafeText, tone: Tone): readonly Line[] => hanging([], 0, words, context, tone);
  const head = [
    ...hanging([], 0, say`${run.job.id} on ${run.way}`, context, 'strong'),
    ...text(...howItIs(run, model)),
    ...(run.lost === null ? [] : text(stepText(run.lost), 'warning')),
    ...run.notes.flatMap((note) =>
      text(stepText(note), note.type === 'metrics-missing' ? 'warning' : note.type === 'stopping' ? 'accent' : 'ok'),
    ),
    ...(run.phase === 'ended' && run.isFollowed ? text(say`waiting for its metrics ${dots(model)}`, 'muted') : []),
    ...(run.problem === null ? [] : text(run.problem, 'failed')),
  ];
  const room = Math.max(0, rows - head.length);
  const said = room === 0 ? [] : run.output.slice(-room).map((line): Line => [segment(say`  `), segment(line)]);
  return [...head, ...said];
}

function howItIs(
  { phase, refusal, end, since, until, progress, isFollowed }: FollowedRun,
  model: Model,
): [SafeText, Tone] {
  const sent = progress === null ? '' : say`; ${progressText(progress)}`;
  switch (phase) {
    case 'waiting':
      return [say`waits for its turn: ${RUNS_AT_ONCE} go on at once; it is started only while duptop is open`, 'muted'];
    case 'starting':
      return [say`being started ${dots(model)}`, 'accent'];
    case 'going':
      if (!isFollowed) return [say`it is not followed any more${sent}`, 'warning'];
      return [say`going on${sent}; it goes on without duptop too`, 'accent'];
    case 'ended': {
      const took = since === null || until === null ? '' : say` after ${shortDuration((until - since) / 1000)}`;
      return end === null ? [visible('ended'), 'unknown'] : [say`${endText(end)}${took}${sent}`, endTone(end)];
    }
    case 'refused':
      return [say`not started: ${refusal?.message ?? ''}${refusal?.hint ? say`; ${refusal.hint}` : ''}`, 'warning'];
  }
}

function dots({ look }: Model): string {
  return look.ascii ? '...' : '…';
}
