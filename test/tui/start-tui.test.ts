import process from 'node:process';
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import { say } from '../../src/text/safe-text.ts';
import { aFleet, ago, aJob, aRun, aSnapshot, aSource, NOW } from '../present/support/snapshot.ts';
import { eventually } from '../support/eventually.ts';
import { largeFleet } from './support/large-fleet.ts';
import { runTui } from './support/running-tui.ts';
import { UNTOUCHED } from './support/virtual-terminal.ts';

/** SGR for one of the eight colours. */
const COLOR = new RegExp(String.raw`${'\x1b'}\[3[0-7]m`);

function shown(snapshot: Snapshot, more = {}) {
  return { view: { snapshot, refreshing: false, refreshedAt: NOW, nextAt: NOW + 15_000 }, ...more };
}

describe('the live table', () => {
  it('says at once who is asked, and then for how long', async () => {
    const { terminal, clock } = await runTui();
    await terminal.shows('asking prometheus default …');
    clock.advance(3000);
    await terminal.shows('asking prometheus default … 3s');
  });

  it('shows counts, sources, the table and the cause of the worst job in 80x24', async () => {
    const { terminal } = await runTui(shown(aFleet()));
    await terminal.shows('next in 15s');
    expect(await terminal.text()).toMatchInlineSnapshot(`
      "10 jobs: 1 failed, 1 missing, 1 late, 1 unknown, 6 others; 1 host problem
      prometheus default 3s                           refreshed 19:42:20Z, next in 15s

      worst first                                                           1-11 of 11
         STATUS▲    HOST         PATH                     AGE  EXIT  CAUSE
      ›  ✖ failed   db01         /var/lib…ostgresql    3h 12m  100   exit-failed
         ■ host     web-01       —                          —    —   textfile-rejected
         ○ missing  db02         /srv/dumps/ ?              —    —   never-ran
         ▲ late     mail         /var/vmail ?           2d 4h    0   late
         ? unknown  備份主機     /srv/写真/été/🎉         ?2h    0   exporter-down
         △ warning  web-02       /srv/www                  1h    2   exit-warnings
         △ warning  ahead        /srv                ahead 3h    0   clock-skew
         ◆ slow     web-03       /home                     1h    0   slow
         ▸ running  web-04       /etc                      1h    1
         ● ok       evil\\x1b[2J  /srv/a\\u{202e}b\\nc        1h    0
         ● ok       influx01     /var/lib…nfluxdb ?        1h    0


      ────────────────────────────────────────────────────────────────────────────────
         db01:/var/lib/postgresql  alert firing for 2h 5m
         exit-failed: duplicati-cli ended with 100: an error occurred
         next: the reason is in the console output of that run on db01 (root's mail,
               or the cron log): destination, passphrase, database or disk
      Enter details  d doctor  r run  t tail  / filter  ! problems  ? help  q quit"
    `);
  });

  it('shows the same in 60x12', async () => {
    const { terminal } = await runTui(shown(aFleet(), { columns: 60, rows: 12 }));
    await terminal.shows('next in 15s');
    expect(await terminal.text()).toMatchInlineSnapshot(`
      "10 jobs: 1 failed, 1 missing, 8 others; 1 host problem
      prometheus default 3s       refreshed 19:42:20Z, next in 15s
      worst first                                        1-5 of 11
         STATUS▲    HOST       PATH               AGE  CAUSE
      ›  ✖ failed   db01       /var/…gresql    3h 12m  exit-failed
         ■ host     web-01     —                    —  textfile-r…
         ○ missing  db02       /srv/…mps/ ?         —  never-ran
         ▲ late     mail       /var/vmail ?     2d 4h  late
         ? unknown  備份主機   /srv/…été/🎉       ?2h  exporter-d…
         exit-failed: duplicati-cli ended with 100: an error occu…
         next: the reason is in the console output of that run on…
      Enter details  d doctor  r run  t tail  ? help  q quit"
    `);
  });

  it('shows more columns and whole sentences in 200x50', async () => {
    const { terminal } = await runTui(shown(aFleet(), { columns: 200, rows: 50 }));
    const text = await terminal.shows('next in 15s');
    expect(text).toContain('1-11 of 11');
    expect(text).toContain('never-ran: declared, but it has never reported: db02 has no metrics of it\n');
    expect(text.split('\n')).toHaveLength(50);
    expect(text.split('\n').at(-1)).toContain('? help');
  });

  it('marks the selected row by a sign and by inverse over its whole width', async () => {
    const { terminal } = await runTui(shown(aFleet()));
    terminal.type('j');
    await terminal.shows(/^› {2}■ host/m);
    const lines = await terminal.lines();
    const at = lines.findIndex((line) => line.startsWith('›'));
    expect(await terminal.isInverse(at)).toBe(true);
    expect(await terminal.isInverse(at - 1)).toBe(false);
  });

  it('goes through many rows as fast as keys come, several in one piece', async () => {
    const { terminal } = await runTui(shown(largeFleet(10_000, NOW)));
    await terminal.shows('1-13 of 10000');
    terminal.type('jjjjj');
    await terminal.shows(/^ {3}.*\n(?: {3}.*\n){4}›/m);
    terminal.type('G');
    await terminal.shows('9988-10000 of 10000');
    terminal.type('\x1b[5~');
    await terminal.shows('9976-9988 of 10000');
    terminal.type('g');
    await terminal.shows('1-13 of 10000');
  });

  it('filters while one types, shows what is wrong with a filter, and keeps the rows of the last that was right', async () => {
    const { terminal } = await runTui(shown(aFleet()));
    terminal.type('/');
    await terminal.shows(/^ {3}\/$/m);
    terminal.type('status:failed');
    await terminal.shows('1-1 of 1 (of 11)');
    terminal.type(' "x');
    const text = await terminal.shows('the quote is not closed');
    expect(text).toContain('put " at the end');
    expect(text).toContain('1-1 of 1 (of 11)');
    terminal.type('\r');
    await terminal.shows('/ status:failed "x');
    terminal.type('\x17\r');
    await terminal.hides('/ status:failed');
    expect(await terminal.text()).toContain('filter status:failed');
    terminal.type('\x1b');
    await terminal.shows('1-11 of 11');
  });

  it('has the cursor of the terminal where the filter is typed', async () => {
    const { terminal } = await runTui(shown(aFleet()));
    terminal.type('/web');
    const lines = (await terminal.shows('/ web')).split('\n');
    expect(await terminal.cursor()).toEqual({ column: 8, line: lines.indexOf('   / web') });
    terminal.type('\x1b[D');
    await eventually(async () => (await terminal.cursor()).column === 7, { what: 'the cursor to go left' });
  });

  it('takes pasted text into the filter as text, and nowhere else', async () => {
    const { terminal } = await runTui(shown(aFleet()));
    terminal.paste('q');
    await terminal.shows('nothing takes pasted text here');
    terminal.type('/');
    await terminal.shows(/^ {3}\/$/m);
    terminal.paste('web-0\nq');
    await terminal.shows('/ web-0 q');
  });

  it('says that a filter matches nothing, and how to be rid of it', async () => {
    const { terminal } = await runTui(shown(aFleet(), { filter: 'nosuchhost' }));
    const text = await terminal.shows('Nothing matches the filter: nosuchhost');
    expect(text).toContain('Esc clears it');
  });

  it('begins with a filter that can not be read where it can be put right', async () => {
    const { terminal } = await runTui(shown(aFleet(), { filter: 'status:' }));
    await terminal.shows('/ status:');
    await terminal.shows('status: needs a value');
  });

  it('shows a source that fails within one refresh, and the rows stay', async () => {
    const { terminal, stream } = await runTui(shown(aFleet()));
    await terminal.shows('prometheus default 3s');
    const failed = aSource({
      id: 'exporter:x',
      kind: 'exporter',
      name: 'web-01',
      ok: false,
      error: say`connection refused`,
    });
    stream.refreshed({ ...aFleet(), sources: [aSource(), failed] });
    const text = await terminal.shows('exporter web-01 failed: connection refused');
    expect(text).toContain('1-11 of 11');
  });

  it('says of each source that does not answer why, and what to do', async () => {
    const source = aSource({ ok: false, error: say`connection refused`, hint: say`is Prometheus running there?` });
    const { terminal } = await runTui(shown(aSnapshot({ sources: [source] })));
    const text = await terminal.shows('No source answered');
    expect(text).toContain('prometheus default (http://localhost:9090): connection refused');
    expect(text).toContain('is Prometheus running there?');
  });

  it('says where it looked when there are no jobs', async () => {
    const { terminal } = await runTui(shown(aSnapshot()));
    const text = await terminal.shows('No backup job was found.');
    expect(text).toContain('prometheus default http://localhost:9090');
    expect(text).toContain('-p URL');
  });

  it('tells that it is refreshing, when that was done and when it will be again, and that it is paused', async () => {
    const { terminal, stream, clock } = await runTui(shown(largeFleet(3, NOW), { columns: 120 }));
    await terminal.shows('refreshed 19:42:20Z, next in 15s');
    clock.advance(4000);
    await terminal.shows('next in 11s');
    stream.change({ refreshing: true, nextAt: null });
    await terminal.shows('refreshing …');
    stream.refreshed(largeFleet(3, NOW + 4000));
    terminal.type('p');
    await terminal.shows('paused');
    expect(stream.asked).toEqual(['pause']);
    terminal.type('pR');
    await eventually(() => stream.asked.length === 3, { what: 'what was asked of the stream' });
    expect(stream.asked).toEqual(['pause', 'resume', 'refresh']);
  });

  it('marks for one refresh what has changed', async () => {
    const before = aSnapshot({ jobs: [aJob({ host: 'a' }), aJob({ host: 'b' })] });
    const { terminal, stream } = await runTui(shown(before));
    await terminal.shows('● ok');
    const late = aJob({ host: 'b', status: 'late' });
    stream.refreshed(aSnapshot({ jobs: [late, aJob({ host: 'a', lastRun: aRun({ startedAt: ago(5) }) })] }));
    const text = await terminal.shows('was ok at the last refresh');
    expect(text).toMatch(/^›• ▲ late/m);
    expect(text).toMatch(/^ • ● ok +a/m);
    stream.refreshed(aSnapshot({ jobs: [late, aJob({ host: 'a', lastRun: aRun({ startedAt: ago(5) }) })] }));
    expect(await terminal.hides('•')).toMatch(/^› {2}▲ late/m);
  });

  it('copies the id to the clipboard of the terminal', async () => {
    const { terminal } = await runTui(shown(aFleet()));
    await terminal.shows('db01');
    terminal.type('y');
    await terminal.shows('copied db01:/var/lib/postgresql');
    const encoded = Buffer.from('db01:/var/lib/postgresql').toString('base64');
    expect(terminal.stdout.written).toContain(`\x1b]52;c;${encoded}\x07`);
  });

  it('says that the window is too small, does nothing unseen, and is itself again when the window is larger', async () => {
    const { terminal } = await runTui(shown(aFleet()));
    await terminal.shows('1-11 of 11');
    terminal.resize({ columns: 59, rows: 24 });
    await terminal.shows('60x12 at least; this is 59x24');
    await terminal.typed('!');
    terminal.resize({ columns: 200, rows: 50 });
    const text = await terminal.shows('1-11 of 11');
    expect(text).not.toContain('60x12');
    expect(text.split('\n').at(-1)).toContain('? help');
    terminal.resize({ columns: 60, rows: 12 });
    const small = await terminal.shows('1-5 of 11');
    expect(small.split('\n')).toHaveLength(12);
    expect(small.split('\n').at(-1)).toContain('Enter details');
  });

  it.each([
    [99, 30],
    [60, 30],
    [60, 12],
    [60, 50],
    [100, 12],
    [101, 31],
  ])('is in a window that becomes %ix%i as in one that was so from the beginning', async (columns, rows) => {
    const fresh = await runTui(shown(aFleet(), { columns, rows }));
    const expected = await fresh.terminal.shows(/worst first.* of 11/);
    const { terminal } = await runTui(shown(aFleet(), { columns: 100, rows: 30 }));
    await terminal.shows(/worst first.* of 11/);
    terminal.resize({ columns, rows });
    await terminal.until((text) => text === expected, `the screen to be\n${expected}`);
    // What is written line by line from then on finds the lines where they ought to be.
    terminal.type('j');
    await terminal.shows(/› {2}■ host/);
    terminal.type('k');
    await terminal.until((text) => text === expected, `the screen to be again\n${expected}`);
  });

  it('leaves nothing of a hostile name but what stands for it', async () => {
    const host = 'evil\x1b[2J\x1b]0;title\x07\u202e\u0085';
    const path = '/srv/\x1b]52;c;AAAA\x07\x1b[31m';
    const { terminal } = await runTui(shown(aSnapshot({ jobs: [aJob({ host, path })] }), { columns: 200, rows: 50 }));
    const text = await terminal.shows(String.raw`evil\x1b[2J\x1b]0;title\x07\u{202e}\x85`);
    expect(text).toContain(String.raw`/srv/\x1b]52;c;AAAA\x07\x1b[31m`);
    const { written } = terminal.stdout;
    expect(written).not.toContain('\x1b]');
    expect(written).not.toContain('\x1b[2J');
    expect(written).not.toContain('\u202e');
    expect(written).not.toContain('\u0085');
  });

  it('writes nothing but ASCII of its own where it is told so', async () => {
    const jobs = aFleet().jobs.filter(({ host }) => !/[^ -~]/.test(host));
    const { terminal } = await runTui(shown(aSnapshot({ ...aFleet(), jobs }), { ascii: true }));
    await terminal.shows('> ');
    terminal.type('?');
    await terminal.shows('Move');
    for (const [key, seen] of [
      ['G', 'On the log screen'],
      ['\x1b', /^> /m],
      ['s', 'sort by'],
      ['\x1b', 'next:'],
      ['/zz', 'Nothing matches'],
    ] as const) {
      terminal.type(key);
      await terminal.shows(seen);
    }
    expect(terminal.stdout.written).not.toMatch(/[^\0-~]/);
  });

  it('tells status by words and signs, and by colours only where they are wanted', async () => {
    const colored = await runTui(shown(aFleet()));
    await colored.terminal.shows('✖ failed');
    colored.terminal.type('j');
    await colored.terminal.shows(/^› {2}■/m);
    const at = (await colored.terminal.lines()).findIndex((line) => line.includes('✖ failed'));
    expect(await colored.terminal.colorAt(at, 3)).toBe(1);
    const plain = await runTui(shown(aFleet(), { color: false }));
    await plain.terminal.shows('✖ failed');
    expect(plain.terminal.stdout.written).not.toMatch(COLOR);
  });

  it('leaves nothing old in a line, also in a terminal that has another idea of how wide its characters are', async () => {
    const jobs = [
      aJob({ host: 'a' }),
      aJob({ host: 'b', path: '/🎉👍🏽/été', lastRun: aRun({ startedAt: ago(3599) }) }),
    ];
    const { terminal, clock } = await runTui(shown(aSnapshot({ jobs })));
    terminal.type('j');
    await terminal.shows(/^›.*59m 59s/m);
    for (const age of ['1h', '1h 1m']) {
      clock.advance(age === '1h' ? 1000 : 60_000);
      await terminal.shows(new RegExp(`^›.* ${age} `, 'm'));
      const seen = await terminal.text();
      terminal.type('\x0c');
      const anew = terminal.stdout.written.length;
      await eventually(() => terminal.stdout.written.indexOf('\x1b[?1049h', anew) > 0, {
        what: 'the screen to be drawn anew',
      });
      await terminal.shows('1-2 of 2');
      expect(await terminal.text()).toBe(seen);
    }
  });

  it('is read out as lines without a table, and does not change by itself every second', async () => {
    const { terminal, clock } = await runTui(shown(aFleet(), { screenReader: true, columns: 200 }));
    const text = await terminal.shows('row 1 of 11');
    expect(text).toContain(
      'failed: host db01, path /var/lib/postgresql, age 3h 12m, duration 41s, exit 100 failed, seen now\n',
    );
    expect(text).toMatch(/1 running, 2 ok; 1 host problem {2}refreshed 19:42:20Z$/m);
    expect(text).not.toContain('STATUS');
    const before = terminal.stdout.written;
    clock.advance(10_000);
    expect(terminal.stdout.written).toBe(before);
    terminal.type('j');
    await terminal.shows('row 2 of 11');
    terminal.type('/web-03');
    await terminal.shows('1 of 11 rows');
    await terminal.shows('slow: host web-03');
    expect(terminal.stdout.written).not.toMatch(COLOR);
  });

  it('writes only what has changed, never the whole screen anew', async () => {
    const { terminal, clock } = await runTui(shown(largeFleet(100, NOW)));
    await terminal.shows('next in 15s');
    const before = terminal.stdout.written.length;
    terminal.type('j');
    await terminal.shows(/^ {3}✖.*\n›/m);
    clock.advance(1000);
    await terminal.shows('next in 14s');
    const since = terminal.stdout.written.slice(before);
    expect(since).not.toContain('\x1b[2J');
    expect(since).not.toContain('\x1b[3J');
    expect(since).not.toContain('\x1b[J');
    expect(since.length).toBeLessThan(2500);
  });
});

describe('the terminal', () => {
  it('is taken while the table is shown', async () => {
    const { terminal } = await runTui(shown(aFleet()));
    await terminal.shows('1-11 of 11');
    expect(await terminal.state()).toEqual({
      alternateScreen: true,
      cursorHidden: true,
      bracketedPaste: true,
      mouse: 'none',
      raw: true,
    });
  });

  for (const [how, keys] of [
    ['q', 'q'],
    ['Ctrl+C', '\x03'],
    ['Ctrl+C while a filter is typed', '/web\x03'],
  ] as const) {
    it(`is as it was found after ${how}`, async () => {
      const { terminal, ended } = await runTui(shown(aFleet()));
      await terminal.shows('1-11 of 11');
      terminal.type(keys);
      await ended;
      expect(await terminal.state()).toEqual(UNTOUCHED);
    });
  }

  it('is as it was found when the terminal hangs up', async () => {
    const { terminal, ended } = await runTui(shown(aFleet()));
    await terminal.shows('1-11 of 11');
    terminal.stdin.end();
    await ended;
    expect(await terminal.state()).toEqual(UNTOUCHED);
  });

  it('is as it was found after something is wrong with what is drawn, and the error is thrown on', async () => {
    const { terminal, stream, ended } = await runTui(shown(aFleet()));
    await terminal.shows('1-11 of 11');
    const [job] = aFleet().jobs;
    const broken = new Proxy(job ?? aJob(), {
      get: (target, name) => {
        if (name === 'pathExact') throw new Error('broken row');
        return Reflect.get(target, name);
      },
    });
    expect(() => stream.refreshed(aSnapshot({ jobs: [broken] }))).toThrow('broken row');
    process.emit('uncaughtException', new Error('broken row'));
    await expect(ended).rejects.toThrow('broken row');
    expect(await terminal.state()).toEqual(UNTOUCHED);
  });

  it('hears no more of the world once it is over', async () => {
    const listeners = () =>
      ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGCONT', 'uncaughtException'].map((name) => process.listenerCount(name));
    const before = listeners();
    const { terminal, ended } = await runTui(shown(aFleet()));
    await terminal.shows('1-11 of 11');
    terminal.type('q');
    await ended;
    expect(listeners()).toEqual(before);
    expect(terminal.stdout.listenerCount('resize')).toBe(0);
  });
});
