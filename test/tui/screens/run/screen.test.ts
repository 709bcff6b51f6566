import { afterEach, describe, expect, it } from 'vitest';
import type { Job } from '../../../../src/domain/job.ts';
import type { FeedSources } from '../../../../src/live/feeds.ts';
import { say } from '../../../../src/text/safe-text.ts';
import { aJob, aSnapshot, NOW } from '../../../present/support/snapshot.ts';
import { NO_FEEDS } from '../../support/no-feeds.ts';
import { type RunningTui, runTui } from '../../support/running-tui.ts';
import { foundEvent, refusedEvent } from '../../support/runs.ts';

const JOB = aJob({ host: 'db01', path: '/srv/\u001b[2J$(touch x)', status: 'failed' });
const OTHER = aJob({ host: 'db02', path: '/srv', status: 'failed' });
const shown: RunningTui[] = [];

afterEach(async () => {
  for (const { terminal, ended } of shown.splice(0)) {
    terminal.type('\x03');
    await ended;
  }
});

/** A run that has said what it says, and goes on; that of the second job can't be started. */
const FEEDS: FeedSources = {
  ...NO_FEEDS,
  'find-run': async function* ({ job }) {
    yield foundEvent(job);
    if (job.id === OTHER.id) yield refusedEvent('ambiguous', say`two lines start it`);
  },
  run: async function* (_, signal) {
    yield { type: 'starting' };
    yield { type: 'started', attached: false, pid: 7, startedAt: NOW };
    yield { type: 'output', lines: [say`  Uploading file (48.00 MB) ...`] };
    yield { type: 'progress', progress: { files: 12, bytes: 629_145_600 } };
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
  },
};

async function opened(jobs: readonly Job[], options: Omit<NonNullable<Parameters<typeof runTui>[0]>, 'feeds'> = {}) {
  const view = { snapshot: aSnapshot({ jobs }), refreshing: false, refreshedAt: NOW, nextAt: NOW + 15_000 };
  const tui = await runTui({ view, ...options, feeds: FEEDS });
  shown.push(tui);
  await tui.terminal.shows(options.screenReader ? 'db01' : 'q quit');
  return tui;
}

describe('the screen of runs in a terminal', () => {
  it('asks with host, way and command, hostile names made harmless, in 80x24', async () => {
    const { terminal } = await opened([JOB]);
    terminal.type('r');
    expect(await terminal.shows('Start it?')).toMatchInlineSnapshot(`
      "duptop  start a job                             refreshed 19:42:20Z, next in 15s
      Start it?  y yes, n no

      db01:/srv/\\x1b[2J$(touch x)
        host          db01 (ssh root@db01), as root
        command       /opt/duplicati_wrapper.sh $'/srv/\\033[2J$(touch x)' …
        found in      crontab of root, line 7: 0 2 * * *, as root; the classic wrapper
















      y yes, start  n no  Esc back  ? help  Ctrl+C quit  R refresh  p pause  @ log"
    `);
  });

  it('shows how the selected run goes, and that it goes on without it', async () => {
    const { terminal } = await opened([JOB]);
    terminal.type('r');
    await terminal.shows('Start it?');
    terminal.type('y');
    expect(await terminal.shows('600.00 MB sent')).toMatchInlineSnapshot(`
      "duptop  runs: 1 running                         refreshed 19:42:20Z, next in 15s
        STATE              ELAPSED        SENT  METRICS     JOB
      › ▸ running               0s   600.00 MB              db01:/srv/\\x…[2J$(touch x)
      ────────────────────────────────────────────────────────────────────────────────
      db01:/srv/\\x1b[2J$(touch x) on ssh root@db01
      going on; 12 files, 600.00 MB sent; it goes on without duptop too
          Uploading file (48.00 MB) ...
















      Esc back  t tail  K stop  ? help  Ctrl+C quit  R refresh  p pause  @ log"
    `);
    expect(await terminal.isInverse(2)).toBe(true);
    terminal.type('q');
    const table = await terminal.shows('the run goes on; f shows it again');
    expect(table).toMatch(/worst first · 1 started here: f/);
    expect(table).toMatch(/^›» ✖ failed/m);
    expect(table).toMatch(/▸ running 0s, 12 files, 600\.00 MB sent/);
  });

  it('leaves out of several what can’t be started, and fits 60x12', async () => {
    const { terminal } = await opened([JOB, OTHER], { columns: 60, rows: 12 });
    terminal.type('  r');
    const asked = await terminal.shows('Start 1 of these 2?');
    expect(asked.split('\n')).toHaveLength(12);
    terminal.type('G');
    await terminal.shows('two lines start it');
    expect(await terminal.text()).toContain('Start 1 of these 2?');
    terminal.type('y');
    const list = await terminal.shows('12 files, 600.00 MB sent');
    expect(list).toMatch(/▸ running +0s +600\.00 MB +db01:/);
  });

  it('has nothing but ASCII of its own where it is told so, and can be read out', async () => {
    const { terminal } = await opened([JOB], { ascii: true });
    for (const key of ['r', 'y']) {
      terminal.type(key);
      await terminal.shows(key === 'r' ? 'Start it?' : '600.00 MB sent');
    }
    terminal.type('K');
    await terminal.shows('Stop this backup');
    expect(terminal.stdout.written).not.toMatch(/[^\0-~]/);
    const spoken = await opened([JOB], { screenReader: true, columns: 120, rows: 40 });
    spoken.terminal.type('r');
    await spoken.terminal.shows('Start it?');
  });
});
