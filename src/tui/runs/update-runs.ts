import type { JobId } from '../../domain/job.ts';
import { endText, endTone } from '../../present/run/event-lines.ts';
import { type SafeText, say, visible } from '../../text/safe-text.ts';
import type { Effect } from '../effect.ts';
import type { FeedMessage } from '../message.ts';
import { type Model, noticeAt, topOf } from '../model.ts';
import { afterFeed, afterStep, type FollowedRun, isGoing, type WantedRun, wantedRun } from './followed-run.ts';

interface Result {
  readonly model: Model;
  readonly effects: readonly Effect[];
}

const RUN = 'run:';
const STOP = 'stop-run:';

/** Asks for them; one that is going on is not asked for again. */
export function startRuns(model: Model, wanted: readonly WantedRun[]): Result {
  const runs = new Map(model.runs);
  const effects: Effect[] = [];
  for (const each of wanted) {
    const { job, found, attach } = each;
    const before = runs.get(job.id);
    if (before !== undefined && isGoing(before)) continue;
    // What was asked for last stands last.
    runs.delete(job.id);
    runs.set(job.id, wantedRun(each));
    effects.push({
      type: 'start-feed',
      key: RUN + job.id,
      request: { feed: 'run', ask: { job, found, attach } },
    });
  }
  return { model: { ...model, runs }, effects };
}

/** One that only waits for its turn is forgotten. */
export function stopRun(model: Model, id: JobId): Result {
  const run = model.runs.get(id);
  if (run === undefined || !isGoing(run)) return { model, effects: [] };
  if (run.phase === 'waiting') {
    const runs = new Map(model.runs);
    runs.delete(id);
    return {
      model: { ...model, runs, notice: noticeAt(model.now, say`${id} is not started`) },
      effects: [{ type: 'end-feed', key: RUN + id }],
    };
  }
  const request = { feed: 'stop-run', ask: { job: run.job } } as const;
  return {
    model: { ...model, notice: noticeAt(model.now, say`stopping ${id}`) },
    effects: [{ type: 'start-feed', key: STOP + id, request }],
  };
}

/** What was told of a run; whatever shows in the fleet now is asked for at once. */
export function runsTold(model: Model, message: FeedMessage): Result {
  const unchanged = { model, effects: [] };
  if (message.type === 'feed-ended') return feedEnded(model, message.key, message.error);
  const { key, step } = message;
  if (step.feed === 'run' && key.startsWith(RUN)) {
    const run = model.runs.get(key.slice(RUN.length) as JobId);
    if (run === undefined) return unchanged;
    const { told } = step;
    const next = withRun(model, afterStep(run, told, model.now));
    const isNews = told.type === 'ended' || told.type === 'exporter-shows' || told.type === 'prometheus-shows';
    return {
      model: told.type === 'ended' || told.type === 'refused' ? noticed(next, run.job.id) : next,
      effects: isNews ? [{ type: 'refresh' }] : [],
    };
  }
  if (step.feed === 'stop-run' && key.startsWith(STOP)) {
    const run = model.runs.get(key.slice(STOP.length) as JobId);
    if (run === undefined) return unchanged;
    const { told } = step;
    if (told.type === 'stopping') return { model: withRun(model, afterStep(run, told, model.now)), effects: [] };
    if (told.type === 'refused')
      return { model: { ...model, notice: noticeAt(model.now, told.message, 'warning') }, effects: [] };
  }
  return unchanged;
}

function feedEnded(model: Model, key: string, error: SafeText | null): Result {
  if (key.startsWith(STOP)) {
    const notice = error === null ? model.notice : noticeAt(model.now, error, 'failed');
    return { model: { ...model, notice }, effects: [] };
  }
  const run = key.startsWith(RUN) ? model.runs.get(key.slice(RUN.length) as JobId) : undefined;
  return { model: run === undefined ? model : withRun(model, afterFeed(run, error, model.now)), effects: [] };
}

function withRun(model: Model, run: FollowedRun): Model {
  return { ...model, runs: new Map(model.runs).set(run.job.id, run) };
}

/** Whoever does not look at runs hears of their end. */
function noticed(model: Model, id: JobId): Model {
  const run = model.runs.get(id);
  if (run === undefined || topOf(model).screen === 'run') return model;
  if (run.refusal !== null)
    return { ...model, notice: noticeAt(model.now, say`${id}: ${run.refusal.message}`, 'warning') };
  if (run.end === null) return model;
  return { ...model, notice: noticeAt(model.now, say`${visible(id)}: ${endText(run.end)}`, endTone(run.end)) };
}
