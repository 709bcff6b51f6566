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
  /** What it shows; the log goes on. */
  readonly entries: Model['activity'];
}

/** On the newest. */
export function openLog({ activity, window }: Pick<Model, 'activity' | 'window'>): LogState {
  return {
    screen: 'log',
    at: Math.max(0, activity.length - 1),
    top: Math.max(0, activity.length - logHeight(window)),
    following: true,
    entries: activity,
  };
}

export function entryUnderCursor({ entries, at }: LogState): Activity | null {
  return entries[at] ?? null;
}
