import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { HostShell, Hosts } from '../../../src/remote/host-shell.ts';
import { startRun } from '../../../src/remote/run/start-run.ts';
import { lackOfSshHosts } from '../../lab/ssh-host.ts';
import { type SshLab, startSshLab } from '../../lab/ssh-lab.ts';
import { describeUnless } from '../../support/describe-with.ts';
import { type BackupHost, classicLine, startBackupHost } from './support/backup-host.ts';
import { find, follow, going, SIGNAL, start, stop } from './support/following.ts';

const PATH = '/srv/a';

describeUnless(lackOfSshHosts('crontab', 'sqlite3'), 'a run of the classic wrapper that goes on', () => {
  let lab: SshLab;
  let host: BackupHost;
  let hosts: Hosts;
  let shell: HostShell;
  beforeAll(async () => {
    lab = startSshLab();
    host = await startBackupHost(lab, 'influx02', 'classic');
    hosts = lab.openHosts();
    shell = hosts.shellOf('influx02', null);
  });
  beforeEach(async () => {
    host.crontab('MAILTO=""', classicLine(PATH));
    await host.run(['rm', '-f', '/usr/bin/hanging']);
  });
  afterAll(async () => {
    await hosts.close();
    await lab.stop();
  });

  it('is stopped with both processes of duplicati-cli, and its end is told', async () => {
    host.plan('hang');
    const handle = await start(shell, PATH);
    await host.hanging();
    const events = await stop(shell, handle);
    expect(events.at(-1)).toMatchObject({ type: 'ended', end: { exitCode: 143 } });
    expect((await host.processes()).filter((line) => /duplicati|duptop|sleep/.test(line))).toEqual([]);
    expect((await find(shell, PATH)).lastOwn).toMatchObject({ end: { exitCode: 143 } });
  });

  it('is told apart, as what was started and stopped, from what was only looked at', async () => {
    host.plan('hang');
    const before = lab.activity.count();
    const handle = await start(shell, PATH);
    await host.hanging();
    await stop(shell, handle);
    const entries = lab.activity.entries().slice(before - lab.activity.count());
    const acts = entries.filter(({ kind }) => kind === 'act').map(({ what }) => what.replace(`${shell.way}: `, ''));
    expect(acts).toEqual([`start ${PATH}`, `stop ${PATH} (TERM)`]);
    expect(entries.filter(({ kind }) => kind === 'look')).not.toEqual([]);
  });

  it('is killed where it does not heed', async () => {
    host.plan(`trap '' TERM; touch "$here/hanging"; while :; do sleep 600 & wait; done`);
    const handle = await start(shell, PATH);
    await host.hanging();
    const events = await stop(shell, handle, 2000);
    expect(events.flatMap((event) => (event.type === 'stopping' ? [event.signal] : []))).toEqual(['TERM', 'KILL']);
    expect((await host.processes()).filter((line) => /duplicati|duptop|sleep/.test(line))).toEqual([]);
  });

  it('is refused, followed and stopped where cron has started it', async () => {
    host.plan('hang');
    host.write('/opt/as-cron', `#!/bin/sh\n${classicLine(PATH).split(' ').slice(5).join(' ')}\n`, 0o755);
    void host.run(['setsid', '--wait', '/opt/as-cron']);
    await host.hanging();
    const found = await find(shell, PATH);
    expect(found.goingOn).toMatchObject({ by: 'other', since: expect.any(Number) });
    expect(await startRun(shell, found, SIGNAL)).toMatchObject({ why: 'running' });
    const handle = await going(shell, PATH);
    const followed = follow(shell, handle);
    expect((await stop(shell, handle)).map(({ type }) => type)).toEqual(['stopping', 'ended']);
    expect((await followed).at(-1)).toMatchObject({ type: 'ended' });
    expect((await host.processes()).filter((line) => /duplicati|as-cron/.test(line))).toEqual([]);
  });

  it('tells the exit code of a run that cron started by the metrics that it left', async () => {
    host.plan(`touch "$here/hanging"; until [ -e /tmp/go ]; do sleep 0.1; done; exit 2`);
    host.write('/opt/as-cron', `#!/bin/sh\n${classicLine(PATH).split(' ').slice(5).join(' ')}\n`, 0o755);
    void host.run(['setsid', '--wait', '/opt/as-cron']);
    await host.hanging();
    const followed = follow(shell, await going(shell, PATH));
    host.write('/tmp/go', '');
    expect((await followed).at(-1)).toMatchObject({ type: 'ended', end: { exitCode: 2 } });
  });
});
