import type { Model } from '../../model.ts';
import { logHeight } from './area.ts';

export interface LogState {
  readonly screen: 'log';
  /** The first line that is seen. */
  readonly top: number;
  /** Whether it stays at the newest. */
  readonly following: boolean;
  /** How many entries it shows; the log goes on. */
  readonly entries: Model['activity'];
}

/** Shows the newest. */
export function openLog({ activity, window }: Model): LogState {
  return { screen: 'log', top: Math.max(0, activity.length - logHeight(window)), following: true, entries: activity };
}
