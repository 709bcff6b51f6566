import { afterEach, describe, expect, it } from 'vitest';
import type { ChangeOutcome } from '../../../../src/domain/silence-change.ts';
import type { FeedSources } from '../../../../src/live/feeds.ts';
import type { LiveAlerts } from '../../../../src/live/live-alerts.ts';
import { NOW } from '../../../present/support/snapshot.ts';
import { NO_FEEDS } from '../../support/no-feeds.ts';
import { type RunningTui, runTui } from '../../support/running-tui.ts';
import { liveAlerts, SNAPSHOT } from './support.ts';

const shown: RunningTui[] = [];

afterEach(async () => {
  for (const { terminal, ended } of shown.splice(0)) {
    terminal.type('\x03');
    await ended;
  }
});

/** Alerts that are read at once; what was to be changed is in `changed`. */
class Feeds {
  read: LiveAlerts = liveAlerts();
  readonly changed: ChangeOutcome['change'][] = [];

  sources(): FeedSources {
    const feeds = this;
    return {
      ...NO_FEEDS,
      alerts: async function* () {
        yield feeds.read;
      },
      'change-silences': async function* ({ changes }) {
        for (const change of changes) {
          feeds.changed.push(change);
          yield { change, where: 'http://am1:9093', id: 'new', error: null };
        }
      },
    };
  }
}

async function opened(
  feeds: Pick<Feeds, 'sources'> = new Feeds(),
  options: Omit<NonNullable<Parameters<typeof runTui>[0]>, 'feeds'> = {},
) {
  const view = { snapshot: SNAPSHOT, refreshing: false, refreshedAt: NOW, nextAt: NOW + 15_000 };
  const tui = await runTui({ view, ...options, feeds: feeds.sources() });
  shown.push(tui);
  await tui.terminal.shows('Enter details');
  tui.terminal.type('a');
  return tui;
}

describe('the screen of alerts in a terminal', () => {
  it('shows alerts worst first, what is silent last, and the selected one in full, in 80x24', async () => {
    const { terminal } = await opened();
    expect(await terminal.shows('The backup failed.')).toMatchInlineSnapshot(`
      "duptop  backup alerts: 1 firing, 1 pending, 1 silenced               next in 15s
      prometheus default 3s · alertmanager am1 3s                             1-5 of 5
        STATE    SINCE  ALERT                        JOB              SILENCED
      › firing     10m  JOB db01__srv HAD FAILURE    db01:/srv        —
        pending    30s  DuplicatiSlow                —                —
        firing     10m  JOB mail__var…l DIDNT START  mail:/var/vmail  for 2h more, by…
        silence  until 2026-11-24 21:42:20Z, 2h from now, by anna: moving house  aler…
        rule-without-series: no series is named duplicati_gone__srv_…




      ────────────────────────────────────────────────────────────────────────────────
      JOB db01__srv HAD FAILURE
        firing        prometheus default, since 2026-11-24 19:32:20Z, 10m ago, value
                      100
        delivered     to alertmanager am1, receivers ops
        job           db01:/srv
        says          The backup failed.
        rule          duplicati_db01__srv_last_exitcode > 9
        labels        severity="error"  instance="10.0.0.5:9100"


      Esc back  Enter its job  z silence  A all  ? help  q quit  y copy  R refresh"
    `);
    expect(await terminal.isInverse(3)).toBe(true);
  });

  it('shows it in 200x50 with where each alert is, and in 60x12 what is most needed', async () => {
    const { terminal } = await opened(new Feeds(), { columns: 200, rows: 50 });
    expect(await terminal.shows('WHERE')).toMatch(/› firing {5}10m {2}JOB db01__srv HAD FAILURE .* am1/);
    terminal.resize({ columns: 60, rows: 12 });
    const small = await terminal.shows('Enter its job');
    expect(small).toMatch(/› firing .* db01:\/srv {8}—/);
    expect(small).toMatch(/^ {2}firing .* mail:\/var\/vmail {2}for 2h more/m);
    expect(small.split('\n')).toHaveLength(12);
  });

  it('makes a silence: form, what will be silent, yes', async () => {
    const feeds = new Feeds();
    const { terminal } = await opened(feeds);
    await terminal.shows('The backup failed.');
    terminal.type('z');
    expect(await terminal.shows('for how long')).toContain('silence only JOB db01__srv HAD FAILURE');
    expect((await terminal.cursor()).column).toBe('for how long  2h'.length);
    terminal.type('\r');
    terminal.type('disk');
    await terminal.shows('why           disk');
    terminal.type('\r');
    const question = await terminal.shows('Make this silence?');
    expect(question).toContain('instance="10.0.0.5:9100"');
    expect(question).toContain('holds for only this alert');
    terminal.type('y');
    await terminal.shows('silent until');
    expect(feeds.changed).toMatchObject([{ kind: 'silence', silence: { comment: 'disk' } }]);
  });

  it('shows what would be changed whole, however small the window is', async () => {
    const { terminal } = await opened(new Feeds(), { columns: 60, rows: 12 });
    await terminal.shows('JOB db01__srv');
    for (const keys of ['z', '\r', 'why', '\r']) terminal.type(keys);
    const text = await terminal.shows('Make this silence?');
    for (const words of ['instance="10.0.0.5:9100"', 'only this alert', 'by op: why']) expect(text).toContain(words);
  });

  it('shows hostile labels as placeholders, and nothing but ASCII of its own where it is told so', async () => {
    const { terminal } = await opened(new Feeds(), { ascii: true });
    await terminal.shows('The backup failed.');
    terminal.type('j');
    expect(await terminal.shows('pending: it is sent later')).toContain('path="/srv/\\x1b[2J"');
    expect(terminal.stdout.written).not.toMatch(/[^\0-~]/);
  });

  it('says what is going on where nothing was read yet, where nothing is wrong, and where reading fails', async () => {
    const feeds = new Feeds();
    feeds.read = liveAlerts({ alerts: [], silences: [], problems: [] });
    const { terminal } = await opened(feeds);
    await terminal.shows('no alert is pending or firing');
    const failing = await opened({ sources: () => NO_FEEDS });
    await failing.terminal.shows('the alerts could not be read');
  });

  it('is read out in words', async () => {
    const { terminal } = await opened(new Feeds(), { screenReader: true, columns: 120, rows: 40 });
    await terminal.shows('1 of 5');
    await terminal.shows('The backup failed.');
  });
});
