import { afterEach, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../../src/domain/snapshot.ts';
import { someHosts } from '../../../present/hosts/support/hosts.ts';
import { aCause, aHost, aJob, aSnapshot, NOW } from '../../../present/support/snapshot.ts';
import { eventually } from '../../../support/eventually.ts';
import { type RunningTui, runTui } from '../../support/running-tui.ts';

const shown: RunningTui[] = [];

afterEach(async () => {
  for (const { terminal, ended } of shown.splice(0)) {
    terminal.type('\x03');
    await ended;
  }
});

async function opened(snapshot: Snapshot, options: Parameters<typeof runTui>[0] = {}) {
  const view = { snapshot, refreshing: false, refreshedAt: NOW, nextAt: NOW + 15_000 };
  const tui = await runTui({ columns: 80, rows: 24, view, ...options });
  shown.push(tui);
  await tui.terminal.shows('Enter details');
  tui.terminal.type('h');
  return tui;
}

describe('the screen of hosts in a terminal', () => {
  it('shows every host, and why the selected one is at fault, in 80x24', async () => {
    const { terminal } = await opened(someHosts());
    expect(await terminal.shows('5 hosts')).toMatchInlineSnapshot(`
      "duptop  5 hosts: 2 with a fault, 1 exporter down                     next in 15s
      worst first                                                             1-5 of 5
        STATUS     HOST    EXPORTER     SCRAPED  JOBS              CAUSE
      › ■ host     mail    down          2h 30m  1 unknown         exporter-down
        ■ host     web-01  up               12s  —                 textfile-rejected
        ✖ failed   db01    up               12s  1 failed +2
        ○ missing  db02    —                  —  1 missing
        ● ok       web-02  up               12s  2 ok






      ────────────────────────────────────────────────────────────────────────────────
      mail  10.0.0.11:9100  jobs: 1 unknown
        exporter-down: node_exporter on mail is down: nothing listens at
        10.0.0.11:9100
          • prometheus:default: connection refused
          • asked directly: connection refused
          next: on mail: systemctl status prometheus-node-exporter
        exporter http://10.0.0.11:9100/metrics is down: nothing listens at 10.0.0.11:…
        ? unknown  /var/vmail
      Esc back  Enter its jobs  ? help  q quit  s sort  y copy name  R refresh  @ log"
    `);
    expect(await terminal.isInverse(3)).toBe(true);
  });

  it('shows cause and next step in 60x12 as well', async () => {
    const { terminal } = await opened(someHosts(), { columns: 60, rows: 12, ascii: true });
    expect(await terminal.shows('5 hosts')).toMatchInlineSnapshot(`
      "duptop  5 hosts: 2 with a fault, 1 exporter down
      worst first                                         1-4 of 5
        STATUS     HOST    EXPORTER   JOBS          CAUSE
      > # host     mail    down       1 unknown     exporter-down
        # host     web-01  up         -             textfile-reje~
        x failed   db01    up         1 failed +2
        o missing  db02    -          1 missing
      mail  10.0.0.11:9100  jobs: 1 unknown
        exporter-down: node_exporter on mail is down: nothing
        listens at 10.0.0.11:9100
          next: on mail: systemctl status prometheus-node-exporter
      Esc back  Enter its jobs  ? help  q quit  s sort  R refresh"
    `);
  });

  it('has more columns in 200x50', async () => {
    const { terminal } = await opened(someHosts(), { columns: 200, rows: 50 });
    const text = await terminal.shows('5 hosts');
    expect(text).toContain('INSTANCE');
    expect(text).toContain('TEXTFILES');
    expect(text).toContain('down: nothing listens at 10.0.0.11:9100');
  });

  it('shows the jobs of a host that are not fine below the table', async () => {
    const { terminal } = await opened(someHosts());
    await terminal.shows('5 hosts');
    terminal.type('jj');
    const text = await terminal.shows('jobs: 1 failed, 1 late of 3');
    expect(text).toContain('✖ failed   /srv  exit-failed: an error occurred');
    expect(text).toContain('▲ late     /etc  late: the last run is too old');
    expect(text).not.toContain('/home');
  });

  it('shows hostile names as text', async () => {
    const hosts = [
      aHost({ host: 'evil\x1b[2J', instance: '\u202e1:9100', jobs: 1, cause: aCause('exporter-down', 'it is down') }),
    ];
    const jobs = [aJob({ host: 'evil\x1b[2J', instance: '\u202e1:9100', path: '/a\nb', status: 'late' })];
    const { terminal } = await opened(aSnapshot({ hosts, jobs }));
    const text = await terminal.shows('1 host:');
    expect(text).toContain('evil\\x1b[2J  \\u{202e}1:9100  jobs: 1 late');
    terminal.type('\r');
    await terminal.shows('filter host:"evil\\x1b[2J"');
  });

  it('says that no host is known, or who is asked', async () => {
    const { terminal } = await opened(aSnapshot({ jobs: [aJob()] }));
    await terminal.shows('no host with backup jobs is known');
  });

  it('scrolls 10,000 hosts', async () => {
    const hosts = Array.from({ length: 10_000 }, (_, at) => aHost({ host: `host-${at}`, instance: `10.0.0.1:${at}` }));
    const { terminal } = await opened(aSnapshot({ hosts, jobs: [aJob()] }), { columns: 60, rows: 12 });
    await terminal.shows('10000 hosts');
    terminal.type('G');
    await terminal.shows('9997-10000 of 10000');
    await eventually(() => terminal.isInverse(6), { what: 'the last host to be the selected one' });
  });

  it('says the selected host in words to a screen reader', async () => {
    const { terminal } = await opened(someHosts(), { screenReader: true, rows: 60 });
    const text = await terminal.shows('host 1 of 5');
    expect(text).toContain('status # host, host mail');
    expect(text).toContain('next: on mail: systemctl status prometheus-node-exporter');
  });
});
