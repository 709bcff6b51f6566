import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { betterKey } from '../../../src/domain/db-path.ts';
import type { HostShell, Hosts } from '../../../src/remote/host-shell.ts';
import { probeHost } from '../../../src/remote/probe/probe-host.ts';
import { startRun } from '../../../src/remote/run/start-run.ts';
import { lackOfSshHosts } from '../../lab/ssh-host.ts';
import { type SshLab, startSshLab } from '../../lab/ssh-lab.ts';
import { describeUnless } from '../../support/describe-with.ts';
import { eventually } from '../../support/eventually.ts';
import {
  AUTHID,
  type BackupHost,
  classicLine,
  PASSPHRASE,
  SECRETS,
  startBackupHost,
  WRAPPER,
} from './support/backup-host.ts';
import { find, follow, going, SIGNAL, said, start, stop } from './support/following.ts';
import { watchArguments } from './support/seen-arguments.ts';

const PATH = '/srv/a';

describeUnless(lackOfSshHosts('crontab', 'sqlite3'), 'a job of the classic wrapper', () => {
  let lab: SshLab;
  let host: BackupHost;
  let hosts: Hosts;
  let shell: HostShell;
  beforeAll(async () => {
    lab = startSshLab();
    host = await startBackupHost(lab, 'influx01', 'classic');
    hosts = lab.openHosts();
    shell = hosts.shellOf('influx01', null);
  });
  beforeEach(async () => {
    host.crontab('MAILTO=""', classicLine(PATH));
    await host.run(['rm', '-f', '/usr/bin/hanging']);
  });
  afterAll(async () => {
    await hosts.close();
    await lab.stop();
  });

  it('is found by its line in the crontab, of which only this much leaves the host', async () => {
    const found = await find(shell, PATH);
    expect(found).toMatchObject({ path: PATH, user: 'root', edition: 'classic', wrapperState: 'ready', goingOn: null });
    expect(found.way).toEqual({
      by: 'crontab',
      line: {
        source: 'crontab of root',
        number: 2,
        schedule: '0 2 * * *',
        owner: 'root',
        wrapper: WRAPPER,
        path: PATH,
        config: null,
        jobs: 1,
        standing: 'picked',
        ignored: null,
      },
    });
    for (const secret of SECRETS) expect(JSON.stringify(found)).not.toContain(secret);
  });

  it('is started, followed with what it says and sends, and its exit code is its own', async () => {
    host.plan(`echo begun
sqlite3 "$dbpath" "CREATE TABLE RemoteOperation (ID INTEGER PRIMARY KEY, OperationID, Timestamp, Operation, Path, Data);
  INSERT INTO RemoteOperation (Timestamp, Operation, Data) VALUES (unixepoch(), 'put', '{\\"Size\\":52428800,\\"Hash\\":\\"x\\"}'),
  (unixepoch(), 'put', '{\\"Size\\":100,\\"Hash\\":\\"x\\"}'), (unixepoch() - 1000, 'put', '{\\"Size\\":7}'), (unixepoch(), 'get', '{\\"Size\\":9}')"
next_second; printf 'no end of the line'; exit 3`);
    const events = await follow(shell, await start(shell, PATH));
    expect(said(events)).toEqual(['begun', 'no end of the line']);
    expect(events).toContainEqual({ type: 'progress', progress: { files: 2, bytes: 52428900 } });
    // The wrapper of the field ends with 0 whatever became of the backup: its metrics have the code.
    expect(events.at(-1)).toEqual({ type: 'ended', end: { exitCode: 3, at: expect.any(Number) } });
    expect(host.read('/var/lib/prometheus/node-exporter/duplicati_influx01__srv_a.prom')).toContain(
      '_last_exitcode 3\n',
    );
  });

  it('leaves what it said where the doctor finds it, without secrets', async () => {
    host.plan('echo "Fatal error => called with $*"; exit 3');
    host.write('/var/spool/cron/crontabs/ops', `${classicLine('/srv/b')}\n`, 0o600);
    const { folder, startedAt } = await start(shell, PATH);
    await follow(shell, await going(shell, PATH));
    const { ownRuns, cron } = await probeHost(shell, { now: Date.now() });
    expect(ownRuns.filter((run) => run.folder === folder)).toEqual([
      {
        key: betterKey(PATH),
        folder,
        startedAt,
        end: { exitCode: 0, at: expect.any(Number) },
        lines: [expect.stringMatching(/^Fatal error => called with backup dropbox:.*--dbpath=/)],
      },
    ]);
    expect(cron.mentions).toEqual(['/var/spool/cron/crontabs/ops']);
    for (const secret of SECRETS) expect(JSON.stringify(ownRuns)).not.toContain(secret);
  });

  it('is not started a second time, though two try at once', async () => {
    host.plan('hang');
    const found = await find(shell, PATH);
    const outcomes = await Promise.all([1, 2, 3].map(() => startRun(shell, found, SIGNAL)));
    await host.hanging();
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['refused', 'refused', 'started']);
    expect(outcomes.find(({ kind }) => kind === 'refused')).toMatchObject({ why: 'running' });
    expect(await startRun(shell, found, SIGNAL)).toMatchObject({ why: 'running' });
    expect((await find(shell, PATH)).goingOn).toMatchObject({ by: 'duptop' });
    expect((await stop(shell, await going(shell, PATH))).map(({ type }) => type)).toEqual(['stopping', 'ended']);
  });

  it('goes on and is found again when the connection is cut', async () => {
    host.plan(`echo before; touch "$here/hanging"; until [ -e /tmp/on ]; do sleep 0.1; done; echo behind; exit 1`);
    const handle = await start(shell, PATH);
    await host.hanging();
    const followed = follow(shell, handle);
    await eventually(async () => (await host.processes()).some((line) => line.startsWith('sshd: root@')), {
      what: 'a connection',
    });
    host.cutConnections();
    host.write('/tmp/on', '');
    const events = await followed;
    expect(said(events)).toEqual(['before', 'behind']);
    expect(events.at(-1)).toMatchObject({ type: 'ended', end: { exitCode: 1 } });
  });

  it('keeps the secrets of its line from every command line that is not the wrapper’s or duplicati-cli’s, and from all that is said', async () => {
    host.crontab(`PASSPHRASE=in-the-environment-99`, classicLine(PATH));
    host.plan(
      `echo "$@"; echo "env: $PASSPHRASE"; echo '${AUTHID}'; printf '%s' '${PASSPHRASE}' >&2; next_second; exit 0`,
    );
    const watched = watchArguments();
    const handle = await start(shell, PATH);
    const events = await follow(shell, handle);
    const seen = watched.stop();
    const told = JSON.stringify([events, lab.activity.entries(), await find(shell, PATH)]);
    const secrets = [...SECRETS, 'in-the-environment-99'];
    for (const secret of secrets) {
      expect(told).not.toContain(secret);
      const shown = seen.filter((line) => line.includes(secret));
      expect(
        shown.filter((line) => !/^\/bin\/bash \/(opt\/duplicati_wrapper\.sh|usr\/bin\/duplicati-cli) /.test(line)),
      ).toEqual([]);
    }
    expect(said(events)).toContain('***');
    expect((await host.run(['sh', '-c', 'ls /run/duptop/*'])).output.trim().split('\n')).not.toContain('command');
    expect(
      (await host.run(['sh', '-c', `grep -rlF -e '${AUTHID}' -e '${PASSPHRASE}' /run/duptop | grep -v '/output$'`]))
        .output,
    ).toBe('');
    expect((await host.run(['sh', '-c', 'stat -c %a /run/duptop /run/duptop/* /run/duptop/*/*'])).output).toMatch(
      /^(700|600)(\n(700|600))*\n$/,
    );
  });
});
