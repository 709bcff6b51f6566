import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Hosts } from '../../../src/remote/host-shell.ts';
import { freePort } from '../../lab/free-port.ts';
import { lackOfSshHosts, makeKey, type SshHost, startSshHost } from '../../lab/ssh-host.ts';
import { type SshLab, startSshLab } from '../../lab/ssh-lab.ts';
import { describeUnless } from '../../support/describe-with.ts';
import { eventually } from '../../support/eventually.ts';
import { type TempFolder, tempFolder } from '../../support/temp-folder.ts';
import { ask } from '../support/ask.ts';
import { commandLines } from '../support/command-lines.ts';

describeUnless(lackOfSshHosts(), 'where there is no connection', () => {
  let lab: SshLab;
  let hosts: Hosts;
  let good: SshHost;
  let stranger: SshHost;
  let keys: TempFolder;
  const servers: Server[] = [];

  const listen = (greeting: string | null): Promise<number> =>
    new Promise((resolve) => {
      const server = createServer((socket) => {
        socket.on('error', () => {});
        if (greeting === null) socket.end();
        else socket.write(greeting);
      });
      servers.push(server);
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    });

  beforeAll(async () => {
    lab = startSshLab();
    keys = tempFolder('other-keys');
    makeKey(join(keys.path, 'id'));
    good = await lab.startHost({ name: 'good' });
    // It does not let the lab's key in.
    stranger = await startSshHost({ name: 'stranger' }, 'no key\n');
    const named = (name: string, port: number, ...more: readonly string[]): void =>
      lab.configure(`Host ${name}`, '  HostName 127.0.0.1', `  Port ${port}`, ...more.map((line) => `  ${line}`));
    named('unknown', good.port, 'HostKeyAlias unknown');
    named('changed', stranger.port, 'HostKeyAlias good');
    named('denied', stranger.port, 'HostKeyAlias stranger');
    named('dead', await freePort());
    named('silent', await listen(''));
    named('greeting', await listen('SSH-2.0-OpenSSH_9.2p1\r\n'));
    named('hanging-up', await listen(null));
    named('behind', good.port, 'ProxyJump dead');
    writeFileSync(lab.knownHosts, `stranger ${stranger.hostKey}\n`, { flag: 'a' });
    hosts = lab.openHosts();
  });

  afterAll(async () => {
    await hosts?.close();
    for (const server of servers) server.close();
    await Promise.all([lab?.stop(), stranger?.stop()]);
    keys?.remove();
  });

  it.each([
    ['unknown', 'host-key-unknown', /its host key is not known here$/, /accept it: ssh unknown$/],
    ['changed', 'host-key-changed', /its host key is not the known one \(.*known_hosts:1\)$/, /find out why/],
    ['denied', 'denied', /login refused, by all the ways that it offers \(publickey\)$/, /needs a key/],
    ['dead', 'refused', /connection refused \(ssh: connect to host 127.0.0.1 port \d+: Connection refused\)$/, null],
    [
      'nowhere.invalid',
      'name-not-found',
      /no such host \(Could not resolve hostname nowhere.invalid/,
      /"alias" under "ssh"/,
    ],
    ['behind', 'refused', /connection refused \(.*connect to host 127.0.0.1 port \d+: Connection refused\)$/, null],
  ] as const)('%s is told as %s, with what to do', async (name, kind, message, hint) => {
    const failed = ask(hosts.shellOf(name, null), 'true');
    await expect(failed).rejects.toMatchObject({
      name: 'RemoteError',
      kind,
      host: name,
      message: expect.stringMatching(message),
      hint: hint === null ? null : expect.stringMatching(hint),
    });
    await expect(failed).rejects.toThrow(`ssh ${name}: `);
  });

  it.each(['silent', 'greeting'])(
    'one that hangs (%s) is given up at the deadline, and leaves nothing behind',
    async (name) => {
      const failed = ask(hosts.shellOf(name, null), 'true', [], { deadlineMs: 700 });
      await expect(failed).rejects.toMatchObject({
        kind: 'timeout',
        message: `ssh ${name}: no connection within 0.7 s`,
      });
      const left = () => commandLines().filter((line) => line.includes(` -- ${name} `));
      // Well before ssh itself would give up.
      await eventually(() => left().length === 0, { what: 'the end of ssh', deadlineMs: 5_000 });
    },
  );

  it('one that hangs is given up when nobody wants the answer any more', async () => {
    const failed = ask(hosts.shellOf('silent', null), 'true', [], { signal: AbortSignal.timeout(300) });
    await expect(failed).rejects.toMatchObject({ kind: 'aborted' });
  });

  it('one that hangs holds up neither the others nor their end', async () => {
    const own = lab.openHosts();
    const hung = expect(ask(own.shellOf('silent', null), 'true')).rejects.toMatchObject({ kind: 'aborted' });
    expect((await ask(own.shellOf('good', null), 'hostname')).output).toBe('good\n');
    await own.close();
    await hung;
  });

  it('an account that runs no commands is told with its own words', async () => {
    await good.run(['sed', '-i', 's|^ops:.*|ops:x:4242:4242::/home/ops:/usr/sbin/nologin|', '/etc/passwd']);
    lab.configure('Host closed', '  HostName 127.0.0.1', `  Port ${good.port}`, '  HostKeyAlias good', '  User ops');
    await expect(ask(hosts.shellOf('closed', null), 'true')).rejects.toMatchObject({
      kind: 'other',
      message: 'ssh closed: This account is currently not available.',
    });
  });

  it('a machine without ssh says so', async () => {
    const missing = lab.openHosts([], { PATH: keys.path });
    await expect(ask(missing.shellOf('good', null), 'true')).rejects.toMatchObject({
      kind: 'no-ssh',
      message: 'ssh good: ssh: not found',
    });
    await missing.close();
  });
});
