import { expect, it } from 'vitest';
import { sshFailure } from '../../../src/remote/ssh/ssh-failure.ts';
import { say } from '../../../src/text/safe-text.ts';

const failureOf = (said: string, exitCode = 255) => sshFailure(said, exitCode, { host: 'h', way: say`ssh h` });

/** What OpenSSH 9.2 says where the other tests can't bring it about. */
it.each([
  [
    'ssh: connect to host h port 22: No route to host\r\n',
    'unreachable',
    'ssh: connect to host h port 22: No route to host',
  ],
  ['ssh: connect to host h port 22: Network is unreachable\r\n', 'unreachable', 'Network is unreachable'],
  ['ssh: connect to host h port 22: Connection timed out\r\n', 'timeout', 'Connection timed out'],
  [
    'Connection timed out during banner exchange\r\nConnection to 10.0.0.5 port 22 timed out\r\n',
    'timeout',
    'during banner exchange',
  ],
  [
    'Received disconnect from 10.0.0.5 port 22:2: Too many authentication failures\r\n',
    'denied',
    'Too many authentication failures',
  ],
  [
    'No ED25519 host key is known for h and you have requested strict checking.\r\nHost key verification failed.\r\n',
    'host-key-unknown',
    'not known here',
  ],
  [
    '@ WARNING: REVOKED HOST KEY DETECTED! @\r\nHost key verification failed.\r\n',
    'host-key-changed',
    'not to be trusted',
  ],
  [
    'Unable to negotiate with 10.0.0.5 port 22: no matching host key type found. Their offer: ssh-rsa\r\n',
    'other',
    'Their offer: ssh-rsa',
  ],
  [
    '/home/x/.ssh/config: line 3: Bad configuration option: foo\r\n/home/x/.ssh/config: terminating, 1 bad configuration options\r\n',
    'other',
    'terminating, 1 bad configuration options',
  ],
  ['', 'other', 'ssh ended with 255'],
])('%j is told as %s', (said, kind, part) => {
  const failure = failureOf(said);
  expect(failure.kind).toBe(kind);
  expect(failure.message).toContain(part);
  expect(failure.message.startsWith('ssh h: ')).toBe(true);
});

it('nothing that a host says reaches a terminal', () => {
  expect(failureOf('\u001b]0;title\u0007 \u202eevil').message).toBe('ssh h: \\x1b]0;title\\x07 \\u{202e}evil');
  expect(failureOf('Permission denied (pub\u001b[2Jkey).').message).toContain('(pub\\x1b[2Jkey)');
});
