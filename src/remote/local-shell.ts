import type { Clock } from '../ports/clock.ts';
import { ProcessError, type Processes } from '../ports/processes.ts';
import { say } from '../text/safe-text.ts';
import type { HostShell } from './host-shell.ts';
import { limitOf } from './limit.ts';
import { RemoteError } from './remote-error.ts';
import { scriptFailure } from './script-failure.ts';
import { roundTrip } from './script-round-trip.ts';
import { shellWords } from './shell-words.ts';

/** What a shell of this machine is made of. */
export interface LocalParts {
  readonly processes: Processes;
  readonly clock: Clock;
  /** Letters and digits that nobody can guess; others at each call. */
  readonly newNonce: () => string;
  /** The person's own shell, for `login`. */
  readonly personsShell: string;
}

/** The shell of this machine, for a host that is this machine or that the configuration says is reached like it. */
export function createLocalShell(host: string, become: string | null, parts: LocalParts): HostShell {
  const [command = '', ...loginArgs] = become === null ? [parts.personsShell] : ['sudo', '-i', '-u', become];
  const way = become === null ? say`this machine` : say`this machine as ${become}`;
  return {
    host,
    way,
    login: { command, args: loginArgs },
    run: async (script, options) => {
      const [program = '/bin/sh', ...args] = shellWords(become, options.deadlineMs);
      const limit = limitOf(options, parts.clock);
      const sending = { host, script, options, nonce: parts.newNonce(), signal: limit.signal };
      try {
        const { answer, output } = await roundTrip({ program, args }, sending, parts.processes);
        if (answer === null) throw scriptFailure(output, { host, way, become, what: options.what });
        return answer;
      } catch (error) {
        throw error instanceof ProcessError ? notStarted(error, host) : error;
      } finally {
        limit.lift();
      }
    },
  };
}

function notStarted({ program, message }: ProcessError, host: string): RemoteError {
  return new RemoteError(program === 'sudo' ? 'become-denied' : 'other', host, say`${host}: ${program}: ${message}`);
}
