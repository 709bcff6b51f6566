import process from 'node:process';
import type { Job } from '../../../src/domain/job.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { createActivityLog } from '../../../src/ports/activity-log.ts';
import { visible } from '../../../src/text/safe-text.ts';
import { startTui } from '../../../src/tui/start-tui.ts';
import { aFleet, aJob, aSnapshot } from '../../present/support/snapshot.ts';
import { FakeStream } from './fake-stream.ts';
import { NO_FEEDS, NO_HOSTS } from './no-feeds.ts';

/** The live table as a program of its own, for tests with a real terminal; `R` brings what can't be drawn. */
class BreakingStream extends FakeStream {
  override refresh(): void {
    const broken = new Proxy<Job>(aJob(), {
      get: (target, name) => {
        if (name === 'alerts') throw new Error('a broken job');
        return Reflect.get(target, name);
      },
    });
    this.refreshed(aSnapshot({ jobs: [broken] }));
  }
}

try {
  await startTui({
    stream: new BreakingStream({ snapshot: aFleet(), refreshing: false }),
    clock: systemClock,
    asking: visible('prometheus default'),
    filter: '',
    ascii: false,
    color: true,
    screenReader: false,
    stdin: process.stdin,
    stdout: process.stdout,
    readHistory: () => Promise.resolve(null),
    feeds: NO_FEEDS,
    ...NO_HOSTS,
    activity: createActivityLog(),
  });
  process.stdout.write('quit\n');
} catch (error) {
  process.stderr.write(`failed: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
