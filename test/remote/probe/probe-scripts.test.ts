import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { CRON_ENTRIES_AWK, CRON_STARTS_AWK } from '../../../src/remote/probe/cron-part.ts';
import { PROBE_SCRIPT } from '../../../src/remote/probe/probe-script.ts';
import { PROCESS_AWK } from '../../../src/remote/probe/run-part.ts';
import { describeWith } from '../../support/describe-with.ts';
import { findBinary } from '../../support/real-parts.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const SECRETS = ['AUTH-planted', 'pass-planted'];

function awk(program: string, input: string): string {
  const { stdout, stderr } = spawnSync('awk', [program], {
    input,
    encoding: 'utf8',
    env: { LC_ALL: 'C', PATH: process.env.PATH },
  });
  expect(stderr).toBe('');
  for (const secret of SECRETS) expect(stdout).not.toContain(secret);
  return stdout;
}

describe('what leaves a host', () => {
  it('of a crontab is where a line stands, when it is due, and what it backs up', () => {
    const crontab = [
      '\u0001user\tcrontab of root\troot\t',
      'PATH=/opt/bin:/usr/bin',
      "0 2 * * * /opt/duplicati_wrapper.sh '/srv/my data' AUTH-planted 'pass-planted' '1W:1D'",
      '#5 3 * * * /opt/duplicati_wrapper.sh /srv/off AUTH-planted pass-planted 1W:1D',
      '9 4 * * * echo AUTH-planted',
      '7 4 * * * nice bash /opt/duplicati_wrapper.sh /srv/read AUTH-planted pass-planted 1W:1D',
      '',
    ].join('\n');
    expect(awk(CRON_ENTRIES_AWK, crontab).split('\n')).toEqual([
      'cron-read crontab of root',
      'cron-line 2',
      'cron-file crontab of root',
      'cron-state on',
      'cron-schedule 0 2 * * *',
      'cron-program /opt/duplicati_wrapper.sh',
      'cron-search /opt/bin:/usr/bin',
      'cron-path /srv/my data',
      'cron-line 3',
      'cron-file crontab of root',
      'cron-state off',
      'cron-schedule 5 3 * * *',
      'cron-program /opt/duplicati_wrapper.sh',
      'cron-search /opt/bin:/usr/bin',
      'cron-path /srv/off',
      'cron-line 5',
      'cron-file crontab of root',
      'cron-state on',
      'cron-schedule 7 4 * * *',
      'cron-program /opt/duplicati_wrapper.sh',
      'cron-search /opt/bin:/usr/bin',
      'cron-by-shell yes',
      'cron-path /srv/read',
      '',
    ]);
  });

  it('of a log of cron is the last start of each path', () => {
    const log = [
      'Nov 24 02:00:01 h CRON[1]: (root) CMD (/opt/duplicati_wrapper.sh /srv AUTH-planted pass-planted 1W:1D)',
      '2026-11-25T02:00:01.5+01:00 h CRON[2]: (root) CMD (/opt/duplicati_wrapper.sh /srv AUTH-planted pass-planted 1W:1D)',
      'Nov 25 02:00:01 h sshd[3]: AUTH-planted',
      '',
    ].join('\n');
    expect(awk(CRON_STARTS_AWK, log)).toBe('started-at 2026-11-25T02:00:01.5+01:00\nstarted-path /srv\n');
  });

  it.each([
    [['/bin/bash', '/opt/duplicati_wrapper.sh', '/srv', 'AUTH-planted', 'pass-planted'], 'path /srv\n'],
    [
      ['bash', '/opt/duplicati_wrapper.sh', '--settings-on-stdin', '--config', '/etc/x.conf', '--', '/srv'],
      'path /srv\n',
    ],
    [
      [
        'mono',
        'x.exe',
        'backup',
        'dropbox:///?authid=AUTH-planted',
        '/srv',
        '--passphrase=pass-planted',
        '--dbpath=/var/d.sqlite',
      ],
      '/var/d.sqlite\n',
    ],
    [['/bin/sh', '-c', 'sleep 600; /opt/duplicati_wrapper.sh /srv AUTH-planted pass-planted'], 'path /srv\n'],
    [
      ['sh', '-c', '/opt/duplicati_wrapper.sh /srv/a x; /opt/duplicati_wrapper.sh /srv/b x'],
      'path /srv/a\npath /srv/b\n',
    ],
    [['ssh', '-c', '/opt/duplicati_wrapper.sh /srv'], ''],
    [['vi', '/opt/notes', '/opt/duplicati_wrapper.sh', '/srv'], ''],
  ])('of the process %j is what it backs up', (words, told) => {
    expect(awk(PROCESS_AWK, `${words.join('\n')}\n`)).toBe(told);
  });
});

describeWith(['shellcheck'], 'the probe', () => {
  it('is a script of a POSIX shell', () => {
    const leaveOut = ['SC1010', 'SC2062', 'SC2034', 'SC2154', 'SC2046', 'SC2086'];
    const { stdout } = spawnSync('shellcheck', ['-s', 'sh', '-S', 'warning', '-e', leaveOut.join(','), '-'], {
      input: PROBE_SCRIPT,
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
  });
});

describeWith(['busybox'], 'the probe, with nothing but busybox', () => {
  it('comes to its end', () => {
    const bin = tempFolder('busybox');
    try {
      const busybox = findBinary('busybox') ?? '';
      spawnSync(busybox, ['--install', '-s', bin.path]);
      const words = [CRON_ENTRIES_AWK, CRON_STARTS_AWK, PROCESS_AWK, ...Array.from({ length: 9 }, () => '')];
      const { stdout } = spawnSync(busybox, ['sh', '-c', PROBE_SCRIPT, 'sh', ...words], {
        encoding: 'utf8',
        env: { PATH: bin.path },
      });
      expect(stdout).toMatch(/^now=\d+\n/);
      expect(stdout).toMatch(/\nprobed=yes\n$/);
    } finally {
      bin.remove();
    }
  });
});
