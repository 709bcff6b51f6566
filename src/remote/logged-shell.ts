import type { ActivityLog } from '../ports/activity-log.ts';
import type { Clock } from '../ports/clock.ts';
import { say, visible } from '../text/safe-text.ts';
import type { HostShell } from './host-shell.ts';
import { RemoteError } from './remote-error.ts';

/** Writes down each script once it is over: what it was for, how it ended, how long it took. Never its words, which may be anything. */
export function createLoggedShell(shell: HostShell, log: ActivityLog, clock: Clock): HostShell {
  return {
    host: shell.host,
    way: shell.way,
    login: shell.login,
    run: async (script, options) => {
      const at = clock.now();
      const what = say`${shell.way}: ${options.what}`;
      const kind = options.changes ? 'act' : 'look';
      try {
        const answer = await shell.run(script, options);
        const { exitCode } = answer;
        const failed = exitCode !== 0;
        log.add({ kind, at, what, outcome: say`exit ${exitCode}`, failed, durationMs: clock.now() - at });
        return answer;
      } catch (error) {
        const outcome = visible(reasonOf(error, shell));
        log.add({ kind, at, what, outcome, failed: true, durationMs: clock.now() - at });
        throw error;
      }
    },
  };
}

/** An error that is none of ours could hold a word of the script. */
function reasonOf(error: unknown, { host, way }: HostShell): string {
  if (!(error instanceof RemoteError)) return 'not sent';
  if (error.kind === 'aborted') return 'given up';
  const prefix = [`${way}: `, `${host}: `].find((start) => error.message.startsWith(start)) ?? '';
  return error.message.slice(prefix.length);
}
