import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { HostShell, Hosts } from '../../../src/remote/host-shell.ts';
import { startRun } from '../../../src/remote/run/start-run.ts';
import { lackOfSshHosts } from '../../lab/ssh-host.ts';
import { type SshLab, startSshLab } from '../../lab/ssh-lab.ts';
import { describeUnless } from '../../support/describe-with.ts';
import { eventually } from '../../support/eventually.ts';
import { type BackupHost, startBackupHost, WRAPPER } from './support/backup-host.ts';
import { find, follow, going, SIGNAL, said, start, stop } from './support/following.ts';
import { watchArguments } from './support/seen-arguments.ts';

const PATH = "/srv/it's a b";
/** Not those of other tests: all processes of this machine are looked at. */
const SECRETS = ['only-here-authid-0815', 'only here 4711'] as const;

describeUnless(lackOfSshHosts('crontab', 'flock'), 'a job of the better wrapper', () => {
  let lab: SshLab;
  let host: BackupHost;
  let hosts: Hosts;
  let shell: HostShell;
  beforeAll(async () => {
    lab = startSshLab();
    host = await startBackupHost(lab, 'web-01', 'better', 'dash');
    const settings = `authid=${SECRETS[0]}\npassphrase=${SECRETS[1]}\nlog_dir=/var/log/other\ntries=1\nstop_seconds=2\n`;
    host.write('/etc/duplicati-wrapper.conf', settings, 0o600);
    hosts = lab.openHosts();
    shell = hosts.shellOf('web-01', null);
  });
  beforeEach(async () => {
    host.crontab('');
    await host.run(['rm', '-f', '/usr/bin/hanging']);
  });
  afterAll(async () => {
    await hosts.close();
    await lab.stop();
  });

  it('needs no crontab where its settings are in files, and its log is followed', async () => {
    host.plan('echo "working on $dbpath"; next_second; exit 2');
    const found = await find(shell, PATH);
    expect(found).toMatchObject({ way: { by: 'wrapper', wrapper: WRAPPER }, edition: 'better' });
    expect(found.log?.file).toMatch(/^\/var\/log\/other\/[A-Z2-7_]+\.log$/);
    const events = await follow(shell, await start(shell, PATH));
    expect(said(events)).toContainEqual(expect.stringMatching(/run started, process \d+$/));
    expect(said(events)).toContain(`working on ${found.database}`);
    expect(events.at(-1)).toMatchObject({ type: 'ended', end: { exitCode: 2 } });
    // The next one begins behind what the log has by now.
    host.plan('echo second; exit 0');
    const second = said(await follow(shell, await start(shell, PATH)));
    expect(second).toContain('second');
    expect(second).not.toContain(`working on ${found.database}`);
  });

  it('is started by its line in the crontab where it has one, with the settings that this names', async () => {
    host.write('/etc/other.conf', `authid=x\npassphrase=y\nlog_dir=/var/log/third\n`, 0o600);
    host.crontab(`5 4 * * * ${WRAPPER} --config /etc/other.conf "${PATH}"`);
    expect(await find(shell, PATH)).toMatchObject({
      way: { by: 'crontab', line: { config: '/etc/other.conf', schedule: '5 4 * * *' } },
      log: { file: expect.stringMatching(/^\/var\/log\/third\//) },
    });
  });

  it('is not run by its settings alone where it has none', async () => {
    host.write('/etc/duplicati-wrapper.d/none.conf', '');
    await host.run(['mv', '/etc/duplicati-wrapper.conf', '/etc/away.conf']);
    expect(await find(shell, PATH)).toMatchObject({ way: null, lines: [] });
    await host.run(['mv', '/etc/away.conf', '/etc/duplicati-wrapper.conf']);
  });

  it('is refused, followed and stopped where somebody else has started it', async () => {
    host.plan('echo here; hang');
    void host.run(['setsid', '--wait', WRAPPER, '--', PATH]);
    await host.hanging();
    const found = await find(shell, PATH);
    expect(found.goingOn).toMatchObject({ by: 'other', pid: expect.any(Number) });
    expect(await startRun(shell, found, SIGNAL)).toMatchObject({ why: 'running' });
    const handle = await going(shell, PATH);
    const followed = follow(shell, handle);
    const events = await stop(shell, handle);
    expect(events.at(-1)).toMatchObject({ type: 'ended', end: { exitCode: 143 } });
    expect(said(await followed)).toContainEqual(expect.stringContaining('ended with 143'));
    expect((await host.processes()).filter((line) => /duplicati|sleep/.test(line))).toEqual([]);
  });

  it('is taken as going on where only its lock tells', async () => {
    const { log } = await find(shell, PATH);
    const key = /([A-Z2-7_]+)\.log$/.exec(log?.file ?? '')?.[1];
    const lock = `/run/duplicati-wrapper/${key}.lock`;
    await host.run(['mkdir', '-p', '-m', '700', '/run/duplicati-wrapper']);
    void host.run(['setsid', '--wait', 'flock', lock, 'sleep', '600']);
    await eventually(async () => (await host.run(['flock', '-n', lock, 'true'])).code !== 0, {
      what: 'the lock to be held',
    });
    const found = await find(shell, PATH);
    expect(found.goingOn).toEqual({ by: 'lock', pid: null, ticks: null, since: null });
    expect(await startRun(shell, found, SIGNAL)).toMatchObject({ why: 'running' });
    await host.run(['pkill', '-x', 'sleep']);
    expect((await find(shell, PATH)).goingOn).toBe(null);
  });

  it('shows its secrets on no command line', async () => {
    host.plan('next_second; exit 0');
    const watched = watchArguments();
    const events = await follow(shell, await start(shell, PATH));
    const told = JSON.stringify([watched.stop(), events]);
    for (const secret of SECRETS) expect(told).not.toContain(secret);
  });
});
