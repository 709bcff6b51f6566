import type { FeedSources } from '../live/feeds.ts';
import type { LiveTailStep } from '../live/live-tail.ts';
import { DatabaseError } from '../remote/database/database-error.ts';
import { followDatabase } from '../remote/database/follow.ts';
import type { Hosts } from '../remote/host-shell.ts';
import { RemoteError } from '../remote/remote-error.ts';
import { visible } from '../text/safe-text.ts';
import { Failure } from './failure.ts';
import { databaseOf } from './find-database.ts';
import type { Shell } from './shell.ts';
import { silentShell } from './silent-shell.ts';

const INTERVAL_MS = 1500;
/** Operations, operations at the destination, versions and lines of the log to begin with. */
const COUNT = 20;

/** What a job's database tells, and what comes; why it can't be read is told too. */
export function liveTail(hosts: Hosts, shell: Shell): Pick<FeedSources, 'tail'> {
  return {
    tail: async function* ({ job }, signal): AsyncGenerator<LiveTailStep, void> {
      const { clock } = shell;
      try {
        yield { type: 'looking', way: hosts.shellOf(job.host, job.instance).way };
        const { database, log, notes, job: named } = await databaseOf(job, hosts, silentShell(shell, signal));
        yield { type: 'found', path: named?.path ?? job.path, notes };
        const options = { count: COUNT, intervalMs: INTERVAL_MS, clock, signal, log };
        for await (const event of followDatabase(database, options)) yield { type: 'event', event, at: clock.now() };
      } catch (error) {
        if (error instanceof Failure) yield failed(error, error.details);
        else if (error instanceof DatabaseError || error instanceof RemoteError) yield failed(error, []);
        else throw error;
      }
    },
  };
}

function failed(
  { message, hint }: Pick<Failure, 'message' | 'hint'>,
  details: Failure['details'],
): Extract<LiveTailStep, { readonly type: 'failed' }> {
  return { type: 'failed', message: visible(message), hint, details };
}
