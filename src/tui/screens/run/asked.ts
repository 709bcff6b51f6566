import type { RunEvent } from '../../../domain/host-run/run-event.ts';
import type { JobId } from '../../../domain/job.ts';
import type { SafeText } from '../../../text/safe-text.ts';
import type { Effect } from '../../effect.ts';
import type { WantedRun } from '../../runs/followed-run.ts';
import type { AskedRun, AskMode } from './state.ts';

const FIND = 'find-run:';

/** Looks on the hosts how the jobs are started. */
export function looking({ asked }: AskMode): readonly Effect[] {
  return asked.map(({ job }) => ({
    type: 'start-feed',
    key: FIND + job.id,
    request: { feed: 'find-run', ask: { job } },
  }));
}

export function endLooking({ asked }: AskMode): readonly Effect[] {
  return asked.filter(({ isLooking }) => isLooking).map(({ job }) => ({ type: 'end-feed', key: FIND + job.id }));
}

/** Once a host has said something. */
export function withAnswer(mode: AskMode, key: string, event: RunEvent): AskMode {
  return changed(mode, key, (asked) => {
    if (event.type === 'found') return { ...asked, found: { way: event.way, found: event.found } };
    return event.type === 'refused' ? { ...asked, refusal: event } : asked;
  });
}

/** Once it has said all. */
export function withoutMore(mode: AskMode, key: string, error: SafeText | null): AskMode {
  return changed(mode, key, (asked) => ({ ...asked, isLooking: false, error }));
}

/** What would be done, once every host has answered; those that run already would be followed. */
export function wantedOf({ asked }: AskMode): readonly WantedRun[] {
  if (asked.some(({ isLooking }) => isLooking)) return [];
  return asked.flatMap(({ job, found, refusal }) => {
    if (found === null || (refusal !== null && refusal.why !== 'running')) return [];
    return [{ job, ...found, attach: refusal !== null }];
  });
}

function changed(mode: AskMode, key: string, change: (asked: AskedRun) => AskedRun): AskMode {
  if (!key.startsWith(FIND)) return mode;
  const id = key.slice(FIND.length) as JobId;
  return { ...mode, asked: mode.asked.map((asked) => (asked.job.id === id ? change(asked) : asked)) };
}
