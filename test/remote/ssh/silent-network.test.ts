import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Hosts } from '../../../src/remote/host-shell.ts';
import { lackOfSshHosts, type SshHost } from '../../lab/ssh-host.ts';
import { type SshLab, startSshLab } from '../../lab/ssh-lab.ts';
import { describeUnless } from '../../support/describe-with.ts';
import { eventually } from '../../support/eventually.ts';
import { ask } from '../support/ask.ts';
import { commandLines } from '../support/command-lines.ts';

describeUnless(lackOfSshHosts(), 'a network that says nothing any more', () => {
  let lab: SshLab;
  let host: SshHost;
  let hosts: Hosts;

  beforeAll(async () => {
    lab = startSshLab();
    host = await lab.startHost({ name: 'influx01' });
    hosts = lab.openHosts();
  });

  afterAll(async () => {
    await hosts?.close();
    await lab?.stop();
  });

  it('is found out long before the script would be over, and the next one has a new connection', async () => {
    const shell = hosts.shellOf('influx01', null);
    const pause = `sleep 300.${process.pid}`;
    const over = expect(ask(shell, pause, [], { deadlineMs: 300_000 })).rejects.toMatchObject({ kind: 'cut-off' });
    await eventually(() => commandLines().includes(pause), { what: 'the script to run' });
    host.silenceConnections();
    await over;
    expect((await ask(shell, 'hostname')).output).toBe('influx01\n');
  });
});
