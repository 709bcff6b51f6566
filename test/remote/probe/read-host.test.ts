import { describe, expect, it } from 'vitest';
import { readHost } from '../../../src/remote/probe/read-host.ts';

const NOW = Date.parse('2026-11-25T03:00:00Z');
const base64 = (text: string) => Buffer.from(text).toString('base64');

function read(...lines: readonly string[]) {
  return readHost(Buffer.from(`${lines.join('\n')}\n`), 0, 0);
}

const host = (...lines: readonly string[]) => read(`now=${NOW / 1000}`, 'zone=+0100', ...lines);

describe('what a probe told', () => {
  it('of nothing is a host of which nothing is known', () => {
    expect(read()).toMatchObject({
      at: 0,
      isRoot: false,
      bootedAt: null,
      cron: { runs: null, entries: [] },
      databases: [],
      exporters: [],
    });
  });

  it('keeps paths exact, whatever is in them', () => {
    const path = '/srv/\u001b[2J\n"x" – y';
    const { cron } = host(
      'cron-line=3',
      'cron-file=/etc/cron.d/x',
      'cron-state=on',
      'cron-program=/opt/w.sh',
      `cron-path:${base64(path)}`,
    );
    expect(cron.entries).toMatchObject([
      { file: '/etc/cron.d/x', line: 3, state: 'on', path, cut: false, ignored: null },
    ]);
  });

  it('takes no number that can not be one', () => {
    const { disks, processes } = host(
      'process=1e9',
      'process-started=5',
      'process=77',
      'process-started=99999999999',
      'disk=/var',
      'disk-space=none of it',
    );
    expect(processes).toEqual([]);
    expect(disks).toEqual([
      { folder: '/var', mount: '/var', availableBytes: null, totalBytes: null, availableInodes: null, readOnly: false },
    ]);
  });

  it('reads df by its end: a device may have blanks in its name', () => {
    const { disks } = host(
      'disk=/var',
      'disk-space=//nas/my share 1000 900 100 90% /var',
      'disk-inodes=//nas/my share 0 0 0 - /var',
      'disk-read-only=yes',
    );
    expect(disks).toEqual([
      {
        folder: '/var',
        mount: '/var',
        availableBytes: 102_400,
        totalBytes: 1_024_000,
        availableInodes: null,
        readOnly: true,
      },
    ]);
  });

  it.each([
    ['2026-11-25T02:00:01.123456+01:00', '2026-11-25T01:00:01.123Z'],
    ['Nov 25 02:00:01', '2026-11-25T01:00:01.000Z'],
    ['Dec  1 02:00:01', '2025-12-01T01:00:01.000Z'],
    ['1795572001.5', '2026-11-25T02:00:01.000Z'],
  ])('reads the time %s of a log by the clock and zone of the host', (text, expected) => {
    const { cron } = host('cron-log=/var/log/syslog', `started-at:${base64(text)}`, 'started-path=/srv');
    expect(new Date(cron.starts[0]?.at ?? 0).toISOString()).toBe(expected);
  });

  it('knows the events of the wrapper, without control characters and without what is named like a secret', () => {
    const { logs } = host(
      'log=F5ZXE5QK',
      'log-file=/var/log/duplicati/F5ZXE5QK.log',
      `log-line:${base64('=== 2026-11-25T02:00:01+0100 run started, process 7')}`,
      `log-line:${base64('=== 2026-11-25T02:00:09+0100 ended with 100 after 8 s: \u001b[31m --passphrase=hunter2')}`,
      `log-reason:${base64('100 1795568409\nFatal error => Connection refused\n')}`,
    );
    expect(logs[0]?.events.map(({ kind }) => kind)).toEqual(['started', 'ended']);
    expect(logs[0]?.events[1]?.text).toContain('\\x1b[31m');
    expect(JSON.stringify(logs)).not.toContain('hunter2');
    expect(logs[0]?.reason).toMatchObject({ exitCode: 100, lines: ['Fatal error => Connection refused'] });
  });

  it('has the bytes of textfiles, and why there are none', () => {
    const { textfiles } = host(
      'textfiles=/m',
      'textfile=a.prom',
      'textfile-facts=3 1795568409 644',
      `textfile-content:${Buffer.from([0xff, 0, 10]).toString('base64')}`,
      'textfile=b.prom',
      'textfile-facts=',
      'textfile-kind=dangling',
      'textfiles=/gone',
      'textfiles-missing=yes',
    );
    expect(textfiles).toEqual([
      {
        folder: '/m',
        state: 'read',
        files: [
          { name: 'a.prom', modifiedAt: 1795568409000, mode: 0o644, content: Uint8Array.from([0xff, 0, 10]) },
          { name: 'b.prom', modifiedAt: null, mode: null, content: 'dangling-link' },
        ],
      },
      { folder: '/gone', state: 'missing', files: [] },
    ]);
  });

  it.each([
    [['--collector.textfile.directory=/a'], { folder: '/a', collectorOff: false }],
    [['--no-collector.textfile'], { folder: null, collectorOff: true }],
    [['--collector.disable-defaults'], { folder: null, collectorOff: true }],
    [['--collector.disable-defaults', '--collector.textfile'], { folder: null, collectorOff: false }],
  ])('reads the flags %j of an exporter', (flags, expected) => {
    const told = flags.map((flag) => `exporter-flag=${flag}`);
    const { exporters } = host('exporter=9', 'exporter-started=1795568409', 'exporter-program=node_exporter', ...told);
    expect(exporters).toMatchObject([expected]);
  });
});
