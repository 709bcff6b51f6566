import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HostShell, Hosts } from '../../../src/remote/host-shell.ts';
import { startRun } from '../../../src/remote/run/start-run.ts';
import { lackOfSshHosts } from '../../lab/ssh-host.ts';
import { type SshLab, startSshLab } from '../../lab/ssh-lab.ts';
import { describeUnless } from '../../support/describe-with.ts';
import { type BackupHost, classicLine, startBackupHost, WRAPPER } from './support/backup-host.ts';
import { find, follow, SIGNAL, start } from './support/following.ts';

describeUnless(lackOfSshHosts('crontab'), 'finding how a job is started', () => {
  let lab: SshLab;
  let host: BackupHost;
  let hosts: Hosts;
  let shell: HostShell;
  beforeAll(async () => {
    lab = startSshLab();
    host = await startBackupHost(lab, 'db01', 'classic', 'fish');
    hosts = lab.openHosts();
    shell = hosts.shellOf('db01', null);
  });
  afterAll(async () => {
    await hosts.close();
    await lab.stop();
  });

  it('reads the exact path where only a guess from the metric is known', async () => {
    host.crontab(classicLine('/srv/my-data_2/'), classicLine('/srv/other'));
    expect(await find(shell, '/srv/my/data/2/', false)).toMatchObject({
      path: '/srv/my-data_2/',
      way: { by: 'crontab' },
    });
    expect(await find(shell, '/srv/my/data/2', false)).toMatchObject({
      path: '/srv/my-data_2/',
      way: { by: 'crontab' },
    });
    expect(await find(shell, '/srv/my/data/2/')).toMatchObject({ way: null, lines: [] });
  });

  it('starts nothing by a line that is commented out, or where two do not say the same', async () => {
    host.crontab(`#${classicLine('/srv/a')}`, '# see /opt/duplicati_wrapper.sh /srv/a');
    expect(await find(shell, '/srv/a')).toMatchObject({ way: null, lines: [{ number: 1, standing: 'commented' }] });
    host.crontab(classicLine('/srv/a'), classicLine('/srv/a', '@weekly').replace('1W:1D', '2W:1D'));
    expect(await find(shell, '/srv/a')).toMatchObject({ way: null, isAmbiguous: true, lines: [{}, {}] });
    host.crontab(classicLine('/srv/a_b'), classicLine('/srv/a/b'));
    expect(await find(shell, '/srv/a/b', false)).toMatchObject({ way: null, isAmbiguous: true });
    host.crontab(classicLine('/srv/a'), classicLine('/srv/a', '0 14 * * *'), `#${classicLine('/srv/a')}`);
    expect(await find(shell, '/srv/a')).toMatchObject({
      isAmbiguous: false,
      way: { line: { number: 1 } },
      lines: [{ standing: 'picked' }, { standing: 'other' }, { standing: 'commented' }],
    });
  });

  it('looks into /etc/crontab and /etc/cron.d as cron does, and says why cron ignores a file', async () => {
    host.crontab('');
    const line = classicLine('/srv/d').replace('* * * ', '* * * root ');
    host.write('/etc/cron.d/old.bak', `${line}\n`);
    expect(await find(shell, '/srv/d')).toMatchObject({
      way: null,
      lines: [{ source: '/etc/cron.d/old.bak', standing: 'unused', ignored: { why: 'name' } }],
    });
    host.write('/etc/cron.d/backups', `A=1\n${line}\n* * bad\n`);
    expect(await find(shell, '/srv/d')).toMatchObject({
      way: { line: { source: '/etc/cron.d/backups', number: 2, owner: 'root', ignored: { why: 'line', number: 3 } } },
    });
    host.write('/etc/cron.d/backups', line);
    expect((await find(shell, '/srv/d')).way).toMatchObject({ line: { ignored: { why: 'newline' } } });
    host.write('/etc/cron.d/backups', `${line}\n`);
    await host.run(['chmod', '664', '/etc/cron.d/backups']);
    expect((await find(shell, '/srv/d')).way).toMatchObject({ line: { ignored: { why: 'mode' } } });
    await host.run(['chmod', '644', '/etc/cron.d/backups']);
    expect((await find(shell, '/srv/d')).way).toMatchObject({ line: { ignored: null } });
    await host.run(['rm', '/etc/cron.d/backups', '/etc/cron.d/old.bak']);
  });

  it('starts nothing where the crontab has changed since', async () => {
    host.crontab(classicLine('/srv/a'));
    const found = await find(shell, '/srv/a');
    host.crontab(`#${classicLine('/srv/a')}`);
    expect(await startRun(shell, found, SIGNAL)).toMatchObject({ kind: 'refused', why: 'changed' });
    expect((await host.run(['sh', '-c', 'ls /run/duptop/*/'])).output).not.toMatch(/command|environment|input/);
  });

  it('tells that a wrapper is missing, and ends with what cron’s shell would', async () => {
    host.crontab(classicLine('/srv/a').replace(WRAPPER, '/opt/gone/duplicati_wrapper.sh'));
    expect(await find(shell, '/srv/a')).toMatchObject({ wrapperState: 'missing' });
    const events = await follow(shell, await start(shell, '/srv/a'));
    expect(events.at(-1)).toMatchObject({ type: 'ended', end: { exitCode: 127 } });
  });

  it('is refused what only root may do, and says so', async () => {
    host.crontab(classicLine('/srv/a'));
    host.write('/etc/cron.d/backups', `${classicLine('/srv/r').replace('* * * ', '* * * root ')}\n`);
    const opened = lab.openHosts([{ host: '*', alias: null, user: 'ops', port: null, become: null, transport: null }]);
    const ops = opened.shellOf('db01', null);
    expect(await find(ops, '/srv/a')).toMatchObject({ user: 'ops', way: null });
    const found = await find(ops, '/srv/r');
    expect(found).toMatchObject({ user: 'ops', way: { line: { owner: 'root' } } });
    expect(await startRun(ops, found, SIGNAL)).toMatchObject({ kind: 'refused', why: 'host-unfit' });
    await host.run(['rm', '/etc/cron.d/backups']);
    await opened.close();
  });
});
