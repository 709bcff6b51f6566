import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HostShell, Hosts } from '../../../src/remote/host-shell.ts';
import { lackOfSshHosts } from '../../lab/ssh-host.ts';
import { type SshLab, startSshLab } from '../../lab/ssh-lab.ts';
import { describeUnless } from '../../support/describe-with.ts';
import { type BackupHost, classicLine, startBackupHost } from './support/backup-host.ts';
import { find, follow, start } from './support/following.ts';

describeUnless(lackOfSshHosts('crontab'), 'a path that is meant to hurt', () => {
  let lab: SshLab;
  let host: BackupHost;
  let hosts: Hosts;
  let shell: HostShell;
  beforeAll(async () => {
    lab = startSshLab();
    host = await startBackupHost(lab, 'db02', 'classic', 'fish');
    hosts = lab.openHosts();
    shell = hosts.shellOf('db02', null);
  });
  afterAll(async () => {
    await hosts.close();
    await lab.stop();
  });

  it.each([
    `/srv/$(touch /tmp/hurt)`,
    `/srv/'; touch /tmp/hurt; '`,
    '/srv/`touch /tmp/hurt`',
    '/srv/a\nb\n',
    '/srv/\u001b]0;x\u0007\u202e',
    '/-oProxyCommand=touch /tmp/hurt',
    '/srv/ä  "b"  \\n%d%s',
    `/srv/${'x'.repeat(400)}`,
  ])('does nothing: %j', async (path) => {
    const quoted = path.replaceAll("'", `'\\''`).replaceAll('\\', '\\\\').replaceAll('%', '\\%');
    const inCrontab = !path.includes('\n');
    host.crontab(...(inCrontab ? [classicLine(`'${quoted}'`)] : []));
    for (const exact of [true, false]) {
      const found = await find(shell, path, exact);
      expect(found).toMatchObject({ path, goingOn: null, way: inCrontab ? { by: 'crontab' } : null });
    }
    if (inCrontab) {
      host.plan(`printf '%s\\0' "$@" >/tmp/arguments; exit 0`);
      const events = await follow(shell, await start(shell, path));
      expect(events.at(-1)).toMatchObject({ type: 'ended' });
      if (path.length < 200) expect(host.read('/tmp/arguments').split('\0')[2]).toBe(path);
    }
    expect((await host.run(['test', '-e', '/tmp/hurt'])).code).toBe(1);
  });
});
