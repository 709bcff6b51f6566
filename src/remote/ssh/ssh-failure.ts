import { type SafeText, say } from '../../text/safe-text.ts';
import type { Named } from '../named.ts';
import { RemoteError, type RemoteErrorKind } from '../remote-error.ts';

interface Reading {
  readonly kind: RemoteErrorKind;
  /** In ssh's messages; its first group, where it has one, is said as well. */
  readonly pattern: RegExp;
  readonly message: SafeText;
  readonly hint: ((way: SafeText) => SafeText) | null;
}

/**
 * The first that is found counts. OpenSSH's messages have been these since 6.x; those of a jump host come the same way. A changed key is
 * told in a long warning before the line that an unknown one gets as well.
 */
const READINGS: readonly Reading[] = [
  {
    kind: 'host-key-changed',
    pattern: /HOST IDENTIFICATION HAS CHANGED.*?Offending \S+ key in ([^\r\n]+)/s,
    message: say`its host key is not the known one`,
    hint: () =>
      say`find out why before anything else: it is either a host that was set up anew, or somebody in between`,
  },
  {
    kind: 'host-key-changed',
    pattern: /(REVOKED HOST KEY DETECTED|HOST IDENTIFICATION HAS CHANGED)/,
    message: say`its host key is not to be trusted`,
    hint: () => say`find out why before anything else`,
  },
  {
    kind: 'host-key-unknown',
    pattern: /Host key verification failed|No \S+ host key is known/,
    message: say`its host key is not known here`,
    hint: (way) => say`connect once by hand, compare the key that it shows, and accept it: ${way}`,
  },
  {
    kind: 'denied',
    pattern: /(Too many authentication failures)/,
    message: say`login refused`,
    hint: () =>
      say`the agent offers too many keys: IdentityFile and IdentitiesOnly in ~/.ssh/config name the right one`,
  },
  {
    kind: 'denied',
    pattern: /Permission denied \(([^)\r\n]*)\)/,
    message: say`login refused, by all the ways that it offers`,
    hint: (way) =>
      say`duptop asks for no password: it needs a key without a passphrase, or one in an agent. See: ${way} -v true`,
  },
  {
    kind: 'name-not-found',
    pattern: /(Could not resolve hostname [^\r\n]+)/,
    message: say`no such host`,
    hint: () =>
      say`what it is called for ssh can be said by "alias" under "ssh" in duptop's configuration, or in ~/.ssh/config`,
  },
  { kind: 'refused', pattern: /([^\r\n]*Connection refused)/, message: say`connection refused`, hint: null },
  {
    kind: 'unreachable',
    pattern: /([^\r\n]*(?:No route to host|Network is unreachable|Host is down))/,
    message: say`it can't be reached`,
    hint: null,
  },
  {
    kind: 'timeout',
    pattern: /([^\r\n]*(?:timed out|Timeout, server)[^\r\n]*)/,
    message: say`no answer in time`,
    hint: null,
  },
  {
    kind: 'cut-off',
    pattern: /([^\r\n]*(?:Connection (?:closed|reset) by|Broken pipe|Connection to \S+ closed)[^\r\n]*)/,
    message: say`the connection was cut`,
    hint: null,
  },
];

/** Why ssh made no connection, from what it said and how it ended. */
export function sshFailure(said: string, exitCode: number, { host, way }: Named): RemoteError {
  for (const { kind, pattern, message, hint } of READINGS) {
    const found = pattern.exec(said);
    if (!found) continue;
    const detail = found[1] === undefined ? '' : say` (${found[1].trim()})`;
    return new RemoteError(kind, host, say`${way}: ${message}${detail}`, hint?.(way) ?? null);
  }
  const line = said.split(/[\r\n]+/).findLast((text) => text.trim() !== '');
  return new RemoteError('other', host, say`${way}: ${line ?? `ssh ended with ${exitCode}`}`);
}

/** Where there is no ssh on this machine. */
export function noSsh({ host, way }: Named, reason: string): RemoteError {
  return new RemoteError(
    'no-ssh',
    host,
    say`${way}: ssh: ${reason}`,
    say`hosts are reached by OpenSSH's client, which is not here`,
  );
}
