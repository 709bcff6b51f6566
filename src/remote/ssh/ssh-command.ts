import type { ProcessRequest } from '../../ports/processes.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import { shellWord } from '../../text/shell-word.ts';
import type { SshDestination } from '../host-destination.ts';
import type { ShellCommand } from '../script-round-trip.ts';

const CONNECT_TIMEOUT_S = 10;
/** A connection that says nothing for that long, asked three times, is lost. */
const ALIVE_INTERVAL_S = 5;

/** Beside the user's own configuration: what scp sets too, so that nothing of an interactive session gets in the way, and our bounds. */
const MASTER_OPTIONS = [
  'BatchMode=yes',
  `ConnectTimeout=${CONNECT_TIMEOUT_S}`,
  `ServerAliveInterval=${ALIVE_INTERVAL_S}`,
  'ServerAliveCountMax=3',
  'ClearAllForwardings=yes',
  'ForwardAgent=no',
  'ForwardX11=no',
  'PermitLocalCommand=no',
  'RemoteCommand=none',
  'RequestTTY=no',
  'ControlMaster=yes',
  'ControlPersist=no',
  // Reasons of failures come at this level; banners come above it.
  'LogLevel=ERROR',
];

/**
 * A script must never make a connection of its own: where it finds no way into the one that stands, it goes on to an address that is none
 * of that family, which fails at once, without any network.
 */
const NO_OTHER_WAY = ['ProxyCommand=none', 'AddressFamily=inet6', 'HostName=127.0.0.1'];
/** What ssh says then. */
export const NO_WAY_IN = 'Could not resolve hostname 127.0.0.1';

/** Messages are matched, so they must be in English. */
const ENVIRONMENT = { LC_ALL: 'C' };

/**
 * Opens a connection that other ssh commands share by its socket. It says `ready` once it stands, and lasts as long as its standard input
 * does: that is ours, so it ends with duptop, however that ends.
 */
export function masterCommand(
  destination: SshDestination,
  { socket, ready }: { readonly socket: string; readonly ready: string },
): Omit<ProcessRequest, 'input'> {
  const command = `exec /bin/sh -c 'echo ${ready}; exec cat >/dev/null'`;
  return {
    program: 'ssh',
    args: [...optionWords(MASTER_OPTIONS), '-S', socket, ...placeWords(destination), '--', destination.name, command],
    environment: ENVIRONMENT,
  };
}

/** Hands its standard input to a command over a connection that stands. Without any configuration: that is the connection's. */
export function scriptCommand(name: string, socket: string, words: readonly string[]): ShellCommand {
  const options = ['BatchMode=yes', 'ControlMaster=no', 'LogLevel=ERROR', ...NO_OTHER_WAY];
  return {
    program: 'ssh',
    args: ['-F', 'none', '-T', ...optionWords(options), '-S', socket, '--', name, loginShellLine(words)],
    environment: ENVIRONMENT,
  };
}

/** The same string for every login shell. */
function loginShellLine(words: readonly string[]): string {
  return ['exec', ...words].map(shellWord).join(' ');
}

/** An interactive shell, with all that the user's configuration says. */
export function loginCommand(
  destination: SshDestination,
  become: string | null,
): { readonly command: string; readonly args: readonly string[] } {
  const line = become === null ? [] : [`exec sudo -i -u ${shellWord(become)}`];
  return { command: 'ssh', args: ['-t', ...placeWords(destination), '--', destination.name, ...line] };
}

/** `ssh -p 2222 root@influx01`. */
export function wayText({ name, user, port }: SshDestination): SafeText {
  const at = user === null ? name : `${user}@${name}`;
  return port === null ? say`ssh ${at}` : say`ssh -p ${port} ${at}`;
}

function placeWords({ user, port }: SshDestination): readonly string[] {
  return [...(user === null ? [] : ['-l', user]), ...(port === null ? [] : ['-p', String(port)])];
}

function optionWords(options: readonly string[]): readonly string[] {
  return options.flatMap((option) => ['-o', option]);
}
