import { FileError } from '../../ports/files.ts';
import { ProcessError } from '../../ports/processes.ts';
import { say } from '../../text/safe-text.ts';
import type { HostShell, ScriptAnswer } from '../host-shell.ts';
import { limitOf, reasonOf } from '../limit.ts';
import type { Named } from '../named.ts';
import { RemoteError } from '../remote-error.ts';
import { hasBegun } from '../script-answer.ts';
import { scriptFailure } from '../script-failure.ts';
import { givenUp, type RoundTrip, roundTrip, type Sending } from '../script-round-trip.ts';
import { shellWords } from '../shell-words.ts';
import { loginCommand, NO_WAY_IN, scriptCommand, wayText } from './ssh-command.ts';
import { type ConnectionParts, isConnection, type SshConnection } from './ssh-connection.ts';
import { noSsh, sshFailure } from './ssh-failure.ts';
import type { SshLink } from './ssh-link.ts';

const SSH_FAILED = 255;
const SESSION_REFUSED = /session request failed/;

/** The shell of a host at the other end of a connection. */
export function createSshShell(
  host: string,
  become: string | null,
  { link, ...parts }: ConnectionParts & { readonly link: SshLink },
): HostShell {
  const { destination } = link;
  const way = become === null ? wayText(destination) : say`${wayText(destination)} as ${become}`;
  const named: Named = { host, way: wayText(destination) };

  /** A script that found no way in has not begun: it may go again. */
  const send = async (sending: Sending): Promise<ScriptAnswer> => {
    for (let lost = 0; ; ) {
      const leave = await link.gate.enter(sending.signal);
      if (leave === null) throw givenUp(reasonOf(sending.signal), host, sending.options);
      try {
        const connection = await connected(link, sending, named);
        const words = shellWords(become, sending.options.deadlineMs);
        const command = scriptCommand(destination.name, connection.socket, words);
        const { answer, output } = await roundTrip(command, sending, parts.processes);
        if (answer !== null) return answer;
        if (!foundNoWayIn(output, sending)) throw brokenOff(output, sending, named, become);
        if (!SESSION_REFUSED.test(output.stderr.toString())) {
          link.drop(connection);
          lost += 1;
          if (lost > 1) throw cutOff(sending, named);
        } else if (!link.gate.narrow()) throw noSession(named);
      } finally {
        leave();
      }
    }
  };

  return {
    host,
    way,
    login: loginCommand(destination, become),
    run: async (script, options) => {
      const limit = limitOf(options, parts.clock);
      const signal = AbortSignal.any([limit.signal, link.closing]);
      try {
        return await send({ host, script, options, nonce: parts.newNonce(), signal });
      } catch (error) {
        if (error instanceof ProcessError) throw noSsh(named, error.message);
        if (error instanceof FileError) throw noSocket(named, error);
        throw error;
      } finally {
        limit.lift();
      }
    },
  };
}

async function connected(link: SshLink, { signal, options, host }: Sending, named: Named): Promise<SshConnection> {
  const made = await link.connection(signal);
  if (made !== null && isConnection(made)) return made;
  if (made !== null && !signal.aborted) throw sshFailure(made.said, made.exitCode, named);
  if (reasonOf(signal) === 'aborted') throw givenUp('aborted', host, options);
  throw new RemoteError('timeout', host, say`${named.way}: no connection within ${options.deadlineMs / 1000} s`);
}

function foundNoWayIn({ exitCode, stdout, stderr }: RoundTrip['output'], { nonce }: Sending): boolean {
  return exitCode === SSH_FAILED && !hasBegun(stdout, nonce) && stderr.includes(NO_WAY_IN);
}

function brokenOff(output: RoundTrip['output'], sending: Sending, named: Named, become: string | null): RemoteError {
  if (output.exitCode === SSH_FAILED) return cutOff(sending, named);
  return scriptFailure(output, { ...named, become, what: sending.options.what });
}

function cutOff({ host, options }: Sending, { way }: Named): RemoteError {
  return new RemoteError('cut-off', host, say`${way}: the connection was cut during ${options.what}`);
}

function noSession({ host, way }: Named): RemoteError {
  return new RemoteError(
    'other',
    host,
    say`${way}: it allows one session a connection only`,
    say`MaxSessions in its sshd_config must be 2 at least, better 10, which is the default`,
  );
}

function noSocket({ host, way }: Named, { path, message }: FileError): RemoteError {
  return new RemoteError('other', host, say`${way}: no place for the connection's socket: ${path}: ${message}`);
}
