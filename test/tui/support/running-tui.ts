import { onTestFinished } from 'vitest';
import type { FleetView } from '../../../src/fleet/fleet-stream.ts';
import { type ActivityLog, createActivityLog } from '../../../src/ports/activity-log.ts';
import { visible } from '../../../src/text/safe-text.ts';
import { startTui, type TuiOptions } from '../../../src/tui/start-tui.ts';
import { FakeClock } from '../../fleet/support/fake-world.ts';
import { NOW } from '../../present/support/snapshot.ts';
import { FakeStream } from './fake-stream.ts';
import { NO_FEEDS, NO_HOSTS } from './no-feeds.ts';
import { VirtualTerminal } from './virtual-terminal.ts';

export interface RunningTui {
  readonly terminal: VirtualTerminal;
  readonly stream: FakeStream;
  readonly clock: FakeClock;
  readonly activity: ActivityLog;
  /** Settles when the person has quit. */
  readonly ended: Promise<void>;
}

interface Beginning extends Partial<TuiOptions> {
  readonly columns?: number;
  readonly rows?: number;
  readonly view?: Partial<FleetView>;
}

/** The live table in a terminal, over a stream that the test drives; the clock stands still until the test moves it. */
export async function runTui({ columns = 80, rows = 24, view = {}, ...options }: Beginning = {}): Promise<RunningTui> {
  const terminal = new VirtualTerminal({ columns, rows });
  const stream = new FakeStream(view);
  const clock = new FakeClock(NOW);
  const activity = createActivityLog();
  const ended = startTui({
    stream,
    clock,
    asking: visible('prometheus default'),
    filter: '',
    ascii: false,
    color: true,
    screenReader: false,
    stdin: terminal.stdin.asStream(),
    stdout: terminal.stdout.asStream(),
    readHistory: () => Promise.resolve(null),
    feeds: NO_FEEDS,
    ...NO_HOSTS,
    activity,
    ...options,
  });
  // Whoever awaits it hears of a failure; a test that is about something else must not end by it.
  ended.catch(() => {});
  onTestFinished(async () => {
    terminal.type('\x03');
    terminal.stdin.end();
    await ended.catch(() => {});
  });
  await terminal.settled();
  return { terminal, stream, clock, activity, ended };
}
