import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Hosts } from '../../../src/remote/host-shell.ts';
import { lackOfSshHosts, type SshHost } from '../../lab/ssh-host.ts';
import { hostSettings, type SshLab, startSshLab } from '../../lab/ssh-lab.ts';
import { describeUnless } from '../../support/describe-with.ts';
import { eventually } from '../../support/eventually.ts';
import { ask } from '../support/ask.ts';
import { commandLines } from '../support/command-lines.ts';

describeUnless(lackOfSshHosts('sudo'), 'another user on the host, by sudo', () => {
  let lab: SshLab;
  let host: SshHost;
  let hosts: Hosts;

  beforeAll(async () => {
    lab = startSshLab();
    host = await lab.startHost({ name: 'influx01', loginShell: 'fish' });
    hosts = lab.openHosts([hostSettings('*', { user: 'ops', become: 'root' })]);
  });

  afterAll(async () => {
    await hosts?.close();
    await lab?.stop();
  });

  const sudoers = (line: string): void => host.write('/etc/sudoers.d/ops', `${line}\n`, 0o440);

  it('is refused where a password is asked for, with what to do', async () => {
    sudoers('ops ALL=(root) ALL');
    await expect(ask(hosts.shellOf('influx01', null), 'id -un')).rejects.toMatchObject({
      kind: 'become-denied',
      message: 'ssh ops@influx01: sudo -n -u root: a password is required',
      hint: expect.stringContaining('NOPASSWD'),
    });
  });

  it('is refused where sudoers does not name it', async () => {
    sudoers('ops ALL=(nobody) NOPASSWD: ALL');
    await expect(ask(hosts.shellOf('influx01', null), 'id -un')).rejects.toMatchObject({ kind: 'become-denied' });
  });

  it('runs scripts, with their words', async () => {
    sudoers('ops ALL=(root) NOPASSWD: ALL');
    const shell = hosts.shellOf('influx01', null);
    expect(await ask(shell, 'id -un; printf %s "$1"; cat', ['$(id)\n'])).toMatchObject({ output: 'root\n$(id)\n' });
    expect(shell.way).toBe('ssh ops@influx01 as root');
  });

  it('ends a script there that hangs, though it is not our own', async () => {
    const hanging = `sleep 91.${process.pid}`;
    const script = ask(hosts.shellOf('influx01', null), `${hanging} & wait`, [], { deadlineMs: 2000 });
    const over = expect(script).rejects.toMatchObject({ kind: 'timeout' });
    await eventually(() => commandLines().includes(hanging), { what: 'the script to run' });
    await over;
    await eventually(() => !commandLines().includes(hanging), { what: 'the end of the script' });
  });

  it('runs scripts where there is no timeout, or one that reads its options otherwise', async () => {
    host.write('/usr/bin/timeout', '#!/bin/sh\necho "timeout: invalid time -k" >&2; exit 1\n', 0o755);
    expect(await ask(hosts.shellOf('influx01', null), 'id -un')).toMatchObject({ output: 'root\n', complaint: '' });
    await host.run(['rm', '/usr/bin/timeout']);
    expect(await ask(hosts.shellOf('influx01', null), 'id -un')).toMatchObject({ output: 'root\n', complaint: '' });
  });

  it('is refused where there is no sudo', async () => {
    await host.run(['rm', '/usr/bin/sudo']);
    await expect(ask(hosts.shellOf('influx01', null), 'id -un')).rejects.toMatchObject({ kind: 'become-denied' });
  });

  it('is what a shell for a person begins as', () => {
    expect(hosts.shellOf('influx01', null).login).toEqual({
      command: 'ssh',
      args: ['-t', '-l', 'ops', '--', 'influx01', 'exec sudo -i -u root'],
    });
  });
});
