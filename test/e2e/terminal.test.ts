import { Buffer } from 'node:buffer';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, startLab } from '../lab/fleet.ts';
import { labelledFile } from '../lab/labelled-textfile.ts';
import { putFile } from '../lab/textfile.ts';
import { describeWith } from '../support/describe-with.ts';
import { openDuptop, type PtyTerminal, type TerminalOptions } from '../support/pty-duptop.ts';
import { tempFolder } from '../support/temp-folder.ts';

const PARTS = ['prometheus', 'promtool', 'prometheus-node-exporter', 'prometheus-alertmanager'];
const WIDE = { size: [200, 50] } as const;
const MINUTE_MS = 60_000;
/** Numbers of SGR sequences that are colours; those of bold, dim, inverse and their ends are not. */
const COLORS = new RegExp(String.raw`${'\x1b'}\[(?:\d+;)*(?:[349]\d|10\d)(?:;\d+)*m`);
const NOT_ASCII = /.{0,40}[^\p{ASCII}].{0,40}/gu;

describeWith(PARTS, 'duptop in a terminal, watching a living fleet', () => {
  let lab: Lab;
  let terminal: PtyTerminal;

  beforeAll(async () => {
    lab = await startLab();
    await lab.ready;
  });
  afterAll(() => lab.stop());
  afterEach(() => terminal.close());

  /** Starts duptop and waits for the end of its first round. */
  const open = (args: readonly string[] = [], options?: TerminalOptions): Promise<string> => {
    terminal = openDuptop(['-p', lab.prometheus.url, '--interval', '1s', ...args], options);
    return terminal.untilShown(/refreshed \d\d:\d\d:\d\dZ/);
  };
  /** On the one host of which the tests say how its runs end. */
  const endRun = (exitCode: number): void =>
    lab.writeJob('files02', '/srv/archive', { startedAt: Date.now() - MINUTE_MS, seconds: 30, exitCode });
  const untilSelected = (name: string): Promise<string> =>
    terminal.until(async () => (await terminal.selected())?.includes(` ${name} `) ?? false, `${name} to be selected`);
  /** From the first row to a lower one that is seen. */
  const moveDownTo = async (name: string): Promise<void> => {
    const rows = rowsOf(await terminal.text());
    terminal.press('j'.repeat(rows.findIndex((row) => row.includes(` ${name} `))));
    await untilSelected(name);
  };
  const backToTable = async (): Promise<void> => {
    terminal.press('Esc');
    await terminal.untilShown(/ AGE /);
  };
  /** Every screen there is, beginning and ending with the table. */
  const lookAround = async (): Promise<void> => {
    terminal.press('Enter');
    await terminal.untilShown(/^RUNS .*\[30 d]/m);
    terminal.press('y');
    await terminal.untilShown(/^COPY /m);
    terminal.press('Esc');
    await terminal.untilGone(/^COPY /m);
    await backToTable();
    for (const [key, landmark] of [
      ['a', / SILENCED/],
      ['h', / SCRAPED /],
      ['@', 'what duptop did'],
      ['?', 'one line down'],
    ] as const) {
      terminal.press(key);
      await terminal.untilShown(landmark);
      await backToTable();
    }
  };

  describe('at first sight', () => {
    it('in 80x24 and with two keys shows which job failed, its exit code in words, since when, and the alert on it', async () => {
      const table = await open();
      expect(rowsOf(table)[0]).toMatch(/failed +failed01 +\/home .* 5h +100 +exit-failed/);
      expect(table).toMatch(/^ *failed01:\/home .*alert firing for .*$/m);
      expect(table).toContain('exit-failed: an error occurred (exit code 100)');
      expect(table).toMatch(/^ *next: the reason is in the console output of that run on failed01/m);
      terminal.press('Enter');
      expect(await terminal.untilShown(/^RUNS .* 8 runs, 1 failed/m)).toMatch(
        /exit code 100, failed; started 5h.* ago/,
      );
      terminal.press('PgDn');
      const alerts = await terminal.untilShown('ALERTS');
      expect(alerts).toMatch(/firing +MONITORED DUPLICATI JOB failed01__home HAD FAILURE, since\n +20\d\d-.* ago/);
    });
  });

  describe('asked for alerts', () => {
    it('shows those of the job, and makes and ends a silence that the Alertmanager has', async () => {
      const state = tempFolder('terminal-alerts');
      try {
        await open([], { ...WIDE, environment: { XDG_STATE_HOME: state.path } });
        terminal.press('Enter');
        await terminal.untilShown(/^RUNS /m);
        terminal.press('a');
        await terminal.untilShown(/^failed01:\/home {2}alerts: 1 firing/);
        terminal.press('z');
        await terminal.untilShown('for how long  2h');
        terminal.press('Enter', 'disk is replaced', 'Enter');
        expect(await terminal.untilShown('Make this silence?')).toContain('holds for only this alert');
        expect(await silences()).toEqual([]);
        terminal.press('y');
        await terminal.untilShown(/for (2h|1h 59m) more, by .*: disk is/);
        expect(await silences()).toMatchObject([{ comment: 'disk is replaced', status: { state: 'active' } }]);
        terminal.press('u');
        await terminal.untilShown('End this silence now?');
        terminal.press('y');
        await terminal.untilShown('ended: ');
        expect(await silences()).toMatchObject([{ status: { state: 'expired' } }]);
        const noted = readFileSync(join(state.path, 'duptop', 'audit.log'), 'utf8')
          .trim()
          .split('\n');
        expect(noted.map((line) => JSON.parse(line).action)).toEqual(['silence', 'expire']);
      } finally {
        state.remove();
      }
    });

    const silences = async (): Promise<unknown> =>
      (await fetch(`${lab.alertmanager.url}/api/v2/silences`)).json() as Promise<unknown>;
  });

  describe('asked for some of the rows', () => {
    it('filters them as one types, keeps the filter, and shows all again', async () => {
      const all = names(await open([], WIDE));
      terminal.press('/');
      await terminal.untilShown(/^ *\/$/m);
      terminal.press('f', 'i');
      const two = ['ok files01 /srv/files', 'ok files02 /srv/archive'];
      expect(names(await terminal.untilShown(/^ *\/ fi$/m))).toEqual(two);
      terminal.press('les02');
      expect(names(await terminal.untilShown(/^ *\/ files02$/m))).toEqual(two.slice(1));
      terminal.press('Enter');
      const kept = await terminal.untilShown(/ · filter files02 .* 1-1 of 1 \(of \d+\)$/m);
      expect(names(kept)).toEqual(two.slice(1));
      terminal.press('Esc');
      await terminal.untilGone('filter files02');
      expect(names(await terminal.text())).toEqual(all);
    });

    it('shows the problems only, and all again', async () => {
      const all = names(await open([], WIDE));
      terminal.press('!');
      const problems = names(await terminal.untilShown('problems only'));
      expect(problems).toEqual(all.filter((name) => !/^(ok|running) /.test(name)));
      terminal.press('!');
      await terminal.untilGone('problems only');
      expect(names(await terminal.text())).toEqual(all);
    });
  });

  describe('refreshed', () => {
    afterEach(() => endRun(1));

    it('keeps the selection on its job while another one fails above it', async () => {
      await open();
      await moveDownTo('crlf01');
      const before = rowsOf(await terminal.text()).findIndex((row) => row.includes(' crlf01 '));
      endRun(100);
      const after = rowsOf(await terminal.untilShown(/failed +files02 /));
      expect(after.findIndex((row) => row.includes(' files02 '))).toBeLessThan(before);
      expect(await terminal.selected()).toContain(' crlf01 ');
      await terminal.untilShown(/^[^•]*$/);
      expect(await terminal.selected()).toContain(' crlf01 ');
    });

    it('shows nothing new while it is paused, asks once for R, and goes on by itself after p', async () => {
      await open();
      terminal.press('p');
      await terminal.untilShown(/refreshed .*, paused$/m);
      endRun(100);
      await lab.prometheus.settled();
      expect(await terminal.text()).not.toMatch(/failed +files02 /);
      terminal.press('R');
      await terminal.untilShown(/failed +files02 /);
      endRun(1);
      await lab.prometheus.settled();
      expect(await terminal.untilShown(/refreshed .*, paused$/m)).toMatch(/failed +files02 /);
      terminal.press('p');
      await terminal.untilGone(/failed +files02 /);
    });
  });

  describe('while something dies', () => {
    it('names a Prometheus that is gone within one refresh, keeps its rows, and recovers by itself', async () => {
      const before = names(await open([], WIDE));
      terminal.press('p');
      await terminal.untilShown(/refreshed .*, paused$/m);
      await lab.stopPrometheus();
      try {
        terminal.press('R');
        const without = await terminal.untilShown(/prometheus default failed: .*connection refused/);
        expect(names(without)).toEqual(before);
        expect(without).toMatch(/^ *failed01:\/home .*alert firing for/m);
      } finally {
        await lab.startPrometheus();
      }
      terminal.press('p');
      await terminal.untilShown(/prometheus default \d+s/);
      await terminal.until((text) => String(names(text)) === String(before), 'the rows as they were');
    });

    it('names an exporter that is gone, keeps its rows with their age, and recovers by itself', async () => {
      await open([], WIDE);
      await lab.stopExporter('files01');
      try {
        const without = await terminal.untilShown(/unknown +files01 +\/srv\/files .*\d+s ago +exporter-down: /);
        expect(without).toMatch(/host +files01 .*exporter-down: /);
        expect(without).toContain(`exporter ${lab.host('files01').instance} failed: `);
      } finally {
        await lab.startExporter('files01');
      }
      await terminal.untilShown(/ok +files01 +\/srv\/files .* now/);
      await terminal.untilGone(`exporter ${lab.host('files01').instance} failed: `);
    });
  });

  describe('given names that would act on the terminal', () => {
    /** Colours, the window's title, the clipboard, a report that would be typed, a reset; C1, a line end, a backspace, bidi. */
    const harmful = [
      ...['\x1b[31m', '\x1b]0;owned\x07', '\x1b]52;c;b3duZWQ=\x07', '\x1b[6n', '\x1bc'],
      ...['\u009b2J', '\r', '\b', '\u202e'],
    ];
    const path = `/srv/${harmful.map((sequence) => `${sequence}owned`).join('/')}`;
    const startedAt = Date.now() - MINUTE_MS;
    const file = labelledFile('better01', path, {
      startedAt,
      completed: { at: startedAt + 1000, seconds: 1, exitCode: 100 },
      succeededAt: null,
      attempts: 1,
      running: false,
    });

    it('shows placeholders on every screen, and sends none of it', async () => {
      const { textfileDirectory } = lab.host('better01');
      putFile(textfileDirectory, file);
      try {
        await open(['owned'], WIDE);
        await terminal.untilShown('\\x1b[31mowned/\\x1b]0;owned\\x07owned');
        await lookAround();
        const { written } = terminal;
        for (const sequence of harmful) expect(written).not.toContain(`${sequence}owned`);
        expect(controlsIn(written)).toEqual([]);
        expect(terminal.titles).toEqual([]);
      } finally {
        rmSync(join(textfileDirectory, file.name));
      }
    });
  });

  describe('in a window of another size', () => {
    it('loses nothing from 200x50 to 60x12 and back', async () => {
      const first = await open([], WIDE);
      await moveDownTo('crlf01');
      const wide = steady(await terminal.text());
      terminal.resize(60, 12);
      const narrow = await terminal.untilShown(/ 1?\d-1?\d of \d+$/m);
      await untilSelected('crlf01');
      expect(narrow.split('\n').at(-1)).toMatch(/^Enter details {2}d doctor/);
      expect(names(first).map((name) => name.split(' ')[1])).toEqual(
        expect.arrayContaining(names(narrow).map((name) => name.split(' ')[1])),
      );
      terminal.resize(200, 50);
      await terminal.until((text) => steady(text) === wide, `the screen to be as before\n${wide}\n`);
      await untilSelected('crlf01');
    });

    it('says below 60x12 how large it has to be, and shows the table when it is', async () => {
      await open();
      for (const [columns, rows] of [
        [59, 24],
        [80, 11],
      ] as const) {
        terminal.resize(columns, rows);
        await terminal.untilShown(`60x12 at least; this is ${columns}x${rows}`);
      }
      terminal.resize(7, 2);
      await terminal.untilShown('60x12');
      terminal.resize(60, 12);
      await terminal.untilShown(/failed +failed01 /);
      terminal.resize(20, 5).press('q');
      expect(await terminal.ended).toBe(0);
    });
  });

  describe('told how to write', () => {
    it.each([
      ['with --ascii', ['--ascii'], {}],
      ['where the locale has no more', [], { LC_ALL: 'C' }],
    ])('uses nothing but ASCII %s', async (_, flags, environment) => {
      await open([...flags, '!host:better01'], { ...WIDE, environment });
      await lookAround();
      expect(terminal.written.match(NOT_ASCII) ?? []).toEqual([]);
    });

    it('uses colours, and none with NO_COLOR', async () => {
      await open();
      expect(terminal.written).toMatch(COLORS);
      await terminal.close();
      await open([], { ...WIDE, environment: { NO_COLOR: '1' } });
      await lookAround();
      expect(terminal.written).not.toMatch(COLORS);
    });
  });

  describe('asked for more', () => {
    it('puts the id of the selected job into the clipboard for y', async () => {
      await open();
      terminal.press('y');
      await terminal.untilShown('copied failed01:/home');
      expect(terminal.written).toContain(copies('failed01:/home'));
    });

    it('shows a job with the runs of a day, a week or a month, and copies what is chosen of it', async () => {
      await open(['failed01'], WIDE);
      terminal.press('Enter');
      expect(await terminal.untilShown(/^RUNS .*\[30 d] .*8 runs, 1 failed/m)).toContain('█');
      terminal.press('1');
      await terminal.untilShown(/^RUNS .*\[24 h] .*1 run\b.*1 failed/m);
      terminal.press('2');
      await terminal.untilShown(/^RUNS .*\[7 d] /m);
      terminal.press('y');
      await terminal.untilShown(/^ +5 +database +\/var\/duplicati_F5UG63LFBI______\.sqlite$/m);
      terminal.press('5');
      await terminal.untilShown('copied /var/duplicati_F5UG63LFBI______.sqlite');
      expect(terminal.written).toContain(copies('/var/duplicati_F5UG63LFBI______.sqlite'));
    });

    it('shows the hosts, and of one its fault and its rows', async () => {
      await open();
      terminal.press('h');
      const hosts = await terminal.untilShown(/\d+ hosts: 3 with a fault/);
      expect(hosts).toMatch(/^› ■ host +down01 +down /m);
      expect(hosts).toContain('exporter-down: node_exporter on down01 is down');
      terminal.press('Enter');
      const rows = await terminal.untilShown('filter host:down01');
      expect(names(rows)).toEqual(['host down01 —', 'unknown down01 /srv/crm']);
    });
  });
});

/** The rows of the table: cursor, mark, the sign of a status, and its word. */
function rowsOf(screen: string): readonly string[] {
  return screen.split('\n').filter((line) => /^[›> ][*•' ] [^ ] \w+ +/u.test(line));
}

/** `failed failed01 /home` for each row. */
function names(screen: string): readonly string[] {
  return rowsOf(screen).map(nameOf);
}

function nameOf(row: string): string {
  return row.slice(5).split(/ +/, 3).join(' ');
}

/** A screen without what moves on with the time, and with less room between columns. */
function steady(screen: string): string {
  return screen
    .replace(/(refreshed .*|refreshing.*|next in .*)$/m, '')
    .replace(/\d+[dhms]( \d+[hms])?/g, 'T')
    .replace(/ +/g, ' ');
}

/** What a terminal could act on, beside line ends and the sequences that draw: place, erase, style, modes. */
function controlsIn(written: string): readonly string[] {
  const rest = written.replace(new RegExp(String.raw`${'\x1b'}\[\??[\d;]*[A-HJKmhl]|\r\n`, 'g'), '');
  return rest.match(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu) ?? [];
}

function copies(text: string): string {
  return `\x1b]52;c;${Buffer.from(text).toString('base64')}\x07`;
}
