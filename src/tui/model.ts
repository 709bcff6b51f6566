import type { JobId } from '../domain/job.ts';
import type { EpochMs } from '../domain/time.ts';
import type { FleetView } from '../fleet/fleet-stream.ts';
import type { LoginTo } from '../live/login.ts';
import type { Activity } from '../ports/activity-log.ts';
import type { Context } from '../present/columns/column.ts';
import type { Tone } from '../present/tone.ts';
import type { SafeText } from '../text/safe-text.ts';
import type { FollowedRuns } from './runs/followed-run.ts';
import type { ScreenState } from './screens/registry.ts';
import type { WindowSize } from './window.ts';

/** Everything that the terminal shows follows from this; `update` makes the next one. */
export interface Model {
  readonly window: WindowSize;
  /** Moves on once a second, and with whatever comes in. */
  readonly now: EpochMs;
  readonly startedAt: EpochMs;
  readonly look: Look;
  /** Who is asked, for the time until somebody has answered. */
  readonly asking: SafeText;
  readonly fleet: FleetView;
  readonly activity: readonly Activity[];
  /** The last one is seen; Esc goes back to the one before. */
  readonly stack: readonly [ScreenState, ...ScreenState[]];
  readonly notice: Notice | null;
  /** Chosen for what comes next, such as being copied. */
  readonly marks: ReadonlySet<JobId>;
  /** Runs that were asked for from here, or are followed; they go on whatever screen is looked at. */
  readonly runs: FollowedRuns;
  /** Whatever changes anything is refused. */
  readonly readOnly: boolean;
  readonly loginTo: LoginTo;
}

/** How the terminal wants to be written to. */
export interface Look {
  readonly ascii: boolean;
  readonly color: boolean;
  readonly screenReader: boolean;
}

/** One line that says what just happened; it goes away by itself. */
export interface Notice {
  readonly text: SafeText;
  readonly tone: Tone;
  readonly until: EpochMs;
}

const NOTICE_MS = 4000;

export function topOf({ stack }: Model): ScreenState {
  return stack.at(-1) ?? stack[0];
}

export function noticeAt(now: EpochMs, text: SafeText, tone: Tone = 'accent'): Notice {
  return { text, tone, until: now + NOTICE_MS };
}

/** What cells need to become text. */
export function contextOf({ now, look }: Model): Context {
  return { now, ascii: look.ascii, spoken: look.screenReader };
}
