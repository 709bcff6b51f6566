import { afterEach, describe, expect, it } from 'vitest';
import type { Run } from '../../../../src/domain/run.ts';
import { aCause, ago, aJob, anAlert, aRun, aSnapshot, NOW } from '../../../present/support/snapshot.ts';
import { eventually } from '../../../support/eventually.ts';
import { type RunningTui, runTui } from '../../support/running-tui.ts';

const FAILED = aJob({
  host: 'db01',
  path: '/var/lib/postgresql',
  status: 'failed',
  lastRun: aRun({ startedAt: ago(3600), durationSeconds: 41, exitCode: 100 }),
  cause: aCause('exit-failed', 'an error occurred (exit code 100)', {
    evidence: ['duplicati_db01__var_lib_postgresql_last_exitcode is 100, from prometheus:default'],
    next: 'the reason is in the console output of that run on db01',
  }),
  alerts: [anAlert()],
});
const EVIL = aJob({ host: 'evil\x1b[2J', path: '/srv/a\u202eb\nc' });
const SNAPSHOT = aSnapshot({ jobs: [FAILED, EVIL] });
const RUNS: readonly Run[] = Array.from({ length: 29 }, (_, days) =>
  aRun({
    startedAt: ago(3600 + days * 86_400),
    durationSeconds: days < 2 ? 41 : days === 8 ? 9000 : 600 + ((days * 97) % 200),
    exitCode: days < 2 ? 100 : days === 12 ? 2 : 0,
  }),
);

const shown: RunningTui[] = [];

afterEach(async () => {
  for (const { terminal, ended } of shown.splice(0)) {
    terminal.type('\x03');
    await ended;
  }
});

async function opened(options: Parameters<typeof runTui>[0] = {}) {
  const view = { snapshot: SNAPSHOT, refreshing: false, refreshedAt: NOW, nextAt: NOW + 15_000 };
  const tui = await runTui({ view, readHistory: () => Promise.resolve(RUNS), ...options });
  await tui.terminal.shows('db01');
  tui.terminal.type('\r');
  await tui.terminal.shows('exit code 100, failed');
  shown.push(tui);
  return tui;
}

describe('the screen of a job in a terminal', () => {
  it('shows why it failed and how it went before, in 80x24', async () => {
    const { terminal } = await opened();
    expect(await terminal.shows('failures in a row')).toMatchInlineSnapshot(`
      "✖ failed  db01:/var/lib/postgresql  1-22 of 58  refreshed 19:42:20Z, next in 15s
      ✖ failed  exit code 100, failed; started 1h ago

      CAUSE
        exit-failed: an error occurred (exit code 100)
          • duplicati_db01__var_lib_postgresql_last_exitcode is 100, from
            prometheus:default
          next: the reason is in the console output of that run on db01

      RUNS   24 h  7 d [30 d]  29 runs, 2 failed, 1 with warnings, median 11m 31s
         46m 4s ┤                                                  ↑
                │                                                  █
                │                                                  █
        11m 31s ┤┄┄┄┄▂┄▁┄┄▂┄▁┄▃┄┄▁┄▃┄▁┄▃┄┄▁┄▃┄▁┄┄▃┄▁┄▃┄┄▂┄▃┄▂┄▃┄┄▂┄█┄▂┄┄▃┄▂┄▃┄┄▂┄▃┄┄┄┄
                │    █ █  █ █ █  █ █ █ █  █ █ █  █ █ █  █ █ █ █  █ █ █  █ █ █  █ █ ▁ ▁
                └┬───────────────┬───────────────┬────────△──────┬─────────────────✖─✖
                 Oct 26          Nov 2           Nov 9           Nov 16
        • 2 failures in a row since 2026-11-23 18:42:20Z
        • the last run took only 41s; the median of the runs before is 11m 43s
        • the longest run took 2h 30m, 13 times the median, started 2026-11-16
          18:42:20Z

      LAST RUN
      Esc back  d doctor  r run  t tail  a alerts  y copy  ? help  q quit  n next job"
    `);
  });

  it('shows the cause first where there is little room, in 60x12, and the chart below', async () => {
    const { terminal } = await opened({ columns: 60, rows: 12 });
    expect(await terminal.shows('1-10 of 64')).toMatchInlineSnapshot(`
      "✖ failed  db01:/var/l…/postgresql  1-10 of 64    next in 15s
      db01:/var/lib/postgresql
      ✖ failed  exit code 100, failed; started 1h ago

      CAUSE
        exit-failed: an error occurred (exit code 100)
          • duplicati_db01__var_lib_postgresql_last_exitcode is
            100, from prometheus:default
          next: the reason is in the console output of that run on
                db01

      Esc back  d doctor  r run  t tail  a alerts  ? help  q quit"
    `);
    await terminal.typed('jjjjjjjj');
    expect(await terminal.shows('failures in a row')).toMatchInlineSnapshot(`
      "✖ failed  db01:/var/l…/postgresql  9-18 of 64    next in 15s
                db01

      RUNS   24 h  7 d [30 d]  29 runs, 2 failed, 1 with warnings
         46m 4s ┤                                   ↑
                │                                   █
        11m 31s ┤┄┄┄▆▅┄▆┄▅▆┄▅▆┄▆┄▆▆┄▆┄▆▇┄▆┄▇▆┄▇▆┄▇┄▆█┄▆┄▇▆┄▇┄▆▇┄▁▁
                └┬──────────┬───────────┬─────△────┬────────────✖✖
                 Oct 26     Nov 2       Nov 9      Nov 16
        • 2 failures in a row since 2026-11-23 18:42:20Z
        • the last run took only 41s; the median of the runs
      Esc back  d doctor  r run  t tail  a alerts  ? help  q quit"
    `);
  });

  it('shows nearly everything at once in 200x50, with wide bars', async () => {
    const { terminal } = await opened({ columns: 200, rows: 50 });
    const text = await terminal.shows('longest 2h 30m');
    expect(text).toContain('SOURCES');
    expect(text).toMatch(/█████ █████ █████/);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(200);
  });

  it('stays alive while the runs are asked for, and says that it asks', async () => {
    const asked = Promise.withResolvers<readonly Run[] | null>();
    const { terminal, clock } = await opened({ readHistory: () => asked.promise });
    clock.advance(2000);
    await terminal.shows('asking prometheus default for the runs of 30 d … 2s');
    terminal.type('G');
    await terminal.shows('duplicati_db01__var_lib_postgresql_last_exitcode');
    asked.resolve(null);
    terminal.type('g');
    await terminal.shows('no Prometheus knows this job');
  });

  it('says why the runs are not known', async () => {
    const { terminal } = await opened({ readHistory: () => Promise.reject(new Error('503 \x1b[31mstarting')) });
    await terminal.shows('the runs are not known: 503 \\x1b[31mstarting');
  });

  it('lists the values that can be copied, and copies one by OSC 52', async () => {
    const { terminal } = await opened();
    terminal.type('y');
    expect(await terminal.shows('COPY')).toMatch(/1 {2}id +db01:\/var\/lib\/postgresql/);
    terminal.type('4');
    await terminal.shows('copied 10.0.0.5:9100');
    const sequence = `\x1b]52;c;${Buffer.from('10.0.0.5:9100').toString('base64')}\x07`;
    expect(terminal.stdout.written).toContain(sequence);
    await terminal.hides('COPY');
  });

  it('scrolls the list of values where it is longer than the window', async () => {
    const { terminal } = await opened({ columns: 60, rows: 12 });
    terminal.type('yG');
    await terminal.shows(/next step +the reason is in/);
    const lines = await terminal.lines();
    const selected = lines.findIndex((line) => line.includes('next step'));
    await eventually(() => terminal.isInverse(selected), { what: 'the last value to be the selected one' });
  });

  it('shows hostile names as text, and copies them as they are', async () => {
    const { terminal } = await opened();
    terminal.type('n');
    await terminal.shows('evil\\x1b[2J:/srv/a\\u{202e}b\\nc');
    terminal.type('y3');
    await eventually(() => terminal.stdout.written.includes(Buffer.from(EVIL.path).toString('base64')), {
      what: 'the path to be copied',
    });
  });

  it('shows only ASCII of its own where it is told so', async () => {
    const { terminal } = await opened({ ascii: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: everything that ASCII has
    expect(await terminal.shows('failures in a row')).toMatch(/^[\x00-\x7f]*$/);
  });

  it('has words instead of a chart for a screen reader', async () => {
    const { terminal } = await opened({ screenReader: true, rows: 200 });
    const text = await terminal.shows('failures in a row');
    expect(text).not.toMatch(/[┤█▄]/);
    expect(text).not.toContain('the newest');
    expect(text).toMatch(/^duptop {2}job {2}db01:\/var\/lib\/postgresql {2}refreshed/);
    for (const once of ['db01:/var/lib/postgresql', '✖ failed']) expect(text.split(once)).toHaveLength(2);
    expect(text).toContain('29 runs, 2 failed');
  });
});
