import type { Activity } from '../../../ports/activity-log.ts';
import type { Model } from '../../model.ts';
import { logHeight } from './area.ts';

export interface LogState {
  readonly screen: 'log';
  /** The selected entry. */
  readonly at: number;
  /** The first that is seen. */
  readonly top: number;
  /** Whether it stays at the newest. */
  readonly following: boolean;
  readonly shows: LogShows;
  /** What it shows; the log goes on. */
  readonly entries: Model['activity'];
}

/** `hosts`: all but requests to servers; `acts`: only what changed something. */
export type LogShows = 'all' | 'hosts' | 'acts';

export type LogMessage = { readonly to: 'log'; readonly type: 'show-next' };

/** On the newest. */
export function openLog({ activity, window }: Pick<Model, 'activity' | 'window'>, shows: LogShows = 'all'): LogState {
  const entries = shownOf(activity, shows);
  return {
    screen: 'log',
    at: Math.max(0, entries.length - 1),
    top: Math.max(0, entries.length - logHeight(window)),
    following: true,
    shows,
    entries,
  };
}

export function shownOf(activity: Model['activity'], shows: LogShows): Model['activity'] {
  if (shows === 'all') return activity;
  return activity.filter(({ kind }) => kind === 'act' || (kind === 'look' && shows === 'hosts'));
}

export function nextShown(shows: LogShows): LogShows {
  return ({ all: 'hosts', hosts: 'acts', acts: 'all' } as const)[shows];
}

export function entryUnderCursor({ entries, at }: LogState): Activity | null {
  return entries[at] ?? null;
}
