import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../../../src/present/row.ts';
import { say, visible } from '../../../../src/text/safe-text.ts';
import { detailLines } from '../../../../src/tui/screens/fleet/detail-lines.ts';
import { emptyLines } from '../../../../src/tui/screens/fleet/empty-lines.ts';
import { filterCursor, filterLines, sortLines } from '../../../../src/tui/screens/fleet/prompt-lines.ts';
import { sourcesLines } from '../../../../src/tui/screens/fleet/sources-lines.ts';
import { titlesLine } from '../../../../src/tui/screens/fleet/table-lines.ts';
import { fleetTitle } from '../../../../src/tui/screens/fleet/title.ts';
import { viewLine } from '../../../../src/tui/screens/fleet/view-line.ts';
import { edited, inputOf } from '../../../../src/tui/text-input.ts';
import {
  aCause,
  aFleet,
  ago,
  aHost,
  aJob,
  aRun,
  aSighting,
  aSnapshot,
  aSource,
} from '../../../present/support/snapshot.ts';
import { fleetOf } from '../../support/fleet-rows.ts';
import { textOf, textsOf } from '../../support/line-text.ts';
import { Pressing } from '../../support/pressing.ts';

describe('the title', () => {
  const title = (columns: number) => textOf(fleetTitle(new Pressing(aFleet(), { columns, rows: 24 }).model));

  it('counts jobs by status; where there is little room the name goes first, then the best are counted together', () => {
    expect(title(130)).toBe(
      'duptop  10 jobs: 1 failed, 1 missing, 1 late, 1 unknown, 2 warning, 1 slow, 1 running, 2 ok; 1 host problem',
    );
    expect(title(100)).toBe(title(130).replace('duptop  ', ''));
    expect(title(80)).toBe('10 jobs: 1 failed, 1 missing, 1 late, 1 unknown, 6 others; 1 host problem');
    expect(title(60)).toBe('10 jobs: 1 failed, 1 missing, 8 others; 1 host problem');
  });
});

describe('the title in any window', () => {
  it('tells of as many jobs as there are', () => {
    for (let columns = 60; columns <= 160; columns++) {
      const text = textOf(fleetTitle(new Pressing(aFleet(), { columns, rows: 24 }).model));
      const [, counts = ''] = /10 jobs: (.*); 1 host problem$/.exec(text) ?? [];
      expect([columns, sum(counts.match(/\d+/g) ?? [])]).toEqual([columns, 10]);
      expect(text.length).toBeLessThanOrEqual(columns);
    }
  });

  const sum = (counts: readonly string[]) => counts.reduce((all, count) => all + Number(count), 0);
});

describe('the sources', () => {
  const failed = (name: string) =>
    aSource({
      id: `exporter:${name}`,
      kind: 'exporter',
      name,
      ok: false,
      error: say`http://${name}:9100/metrics: connection refused`,
    });
  const lines = (...widths: readonly number[]) =>
    textsOf(
      sourcesLines(new Pressing(aSnapshot({ sources: [failed('web-01'), aSource(), failed('web-02')] })).model, widths),
    );

  it('stand side by side, those that failed behind the others', () => {
    expect(lines(200, 200)[0]).toBe(
      'prometheus default 3s · exporter web-01 failed: http://web-01:9100/metrics: connection refused · exporter web-02 failed: http://web-02:9100/metrics: connection refused',
    );
    expect(lines(80, 160)).toEqual([
      'prometheus default 3s',
      'exporter web-01 failed: http://web-01:9100/metrics: connection refused · exporter web-02 failed: http://web-02:9100/metrics: connection refused',
    ]);
  });

  it('count what there is no room for', () => {
    expect(lines(80, 100)).toEqual([
      'prometheus default 3s',
      'exporter web-01 failed: http://web-01:9100/metrics: connection refused +1',
    ]);
  });

  it('begin with those that failed where there is only one line, and keep the reason of one that is too long', () => {
    expect(lines(80)).toEqual(['exporter web-01 failed: http://web-01:9100/metrics: connection refused +2']);
    expect(lines(60)).toEqual([expect.stringMatching(/^exporter web-01 failed.*….*connection refused \+2$/)]);
    expect(lines(60)[0]?.length).toBeLessThanOrEqual(60);
  });
});

describe('what is said of the selected row', () => {
  const model = new Pressing(aFleet()).model;
  const said = (row: Parameters<typeof detailLines>[0] | undefined, columns: number, rows: number) =>
    row === undefined ? [] : textsOf(detailLines(row, undefined, model, { columns, rows }));
  const [host, failed] = rowsOf(aFleet());

  it('is its whole name, why it is not fine, and what to do, wrapped', () => {
    expect(said(failed, 80, 4)).toEqual([
      'db01:/var/lib/postgresql  alert firing for 2h 5m',
      'exit-failed: duplicati-cli ended with 100: an error occurred',
      "next: the reason is in the console output of that run on db01 (root's mail, or",
      '      the cron log): destination, passphrase, database or disk',
    ]);
    expect(said(host, 120, 4)[0]).toBe('host web-01 (10.0.0.8:9100)');
  });

  it('tells how old the numbers are where they are out of date', () => {
    const job = aJob({ seen: { prometheus: aSighting({ stale: true, at: ago(7500) }), exporter: null } });
    expect(said({ kind: 'job', job }, 80, 4)[0]).toBe('influx01:/var/lib/influxdb  its numbers are 2h 5m old');
  });

  it('leaves the name out and ends in … where there is little room, but says cause and next step in any case', () => {
    expect(said(failed, 60, 2)).toEqual([
      'exit-failed: duplicati-cli ended with 100: an error occurred',
      'next: the reason is in the console output of that run on db…',
    ]);
    const wordy = {
      kind: 'job',
      job: aJob({ cause: aCause('late', 'very '.repeat(60), { next: 'much '.repeat(60) }) }),
    } as const;
    const lines = said(wordy, 40, 4);
    expect(lines).toHaveLength(4);
    expect(lines.filter((line) => line.startsWith('next: '))).toHaveLength(1);
    expect(lines.every((line) => line.length <= 40)).toBe(true);
  });

  it('is how the last run went where the job is fine, as far as that is known', () => {
    const job = (given: Parameters<typeof aJob>[0]) => said({ kind: 'job', job: aJob(given) }, 100, 4)[1];
    expect(job({})).toBe('the last run started 1h ago, took 13m 32s, ended with 0, success');
    expect(job({ lastRun: aRun({ durationSeconds: null, exitCode: null }) })).toBe('the last run started 1h ago');
    expect(job({ lastRun: null })).toBe('no run is known');
    expect(job({ runningSince: ago(90) })).toBe('a run is going on; it started 1m 30s ago');
  });
});

describe('what is seen of the fleet', () => {
  const line = (tui: Pressing, columns = 80) =>
    textOf(viewLine(fleetOf(tui), tui.model, columns)).replace(/ {2,}/, ' | ');

  it('is told with filter, marks and order, and where in the table one is', () => {
    const tui = new Pressing(aFleet());
    expect(line(tui)).toBe('worst first | 1-11 of 11');
    tui.keys('space', '/').types('web').keys('enter', '!', 's', 'right', 'right', 'enter', 'S');
    expect(line(tui)).toBe('by path, from the end · problems only · filter web · 1 marked | 1-3 of 3 (of 11)');
    expect(line(tui.keys('s', 'right', 'enter'))).toContain('greatest age first');
  });

  it('marks the title that the rows are sorted by', () => {
    const tui = new Pressing(aFleet());
    expect(textOf(titlesLine(fleetOf(tui), tui.model))).toContain('STATUS▲ ');
    tui.keys('s', 'right', 'right', 'right', 'enter');
    expect(textOf(titlesLine(fleetOf(tui), tui.model))).toContain('AGE▼ ');
  });
});

describe('the line where the filter is typed', () => {
  const mode = (text: string) =>
    ({
      kind: 'filter',
      input: inputOf(text),
      problem: null,
      cursorBefore: fleetOf(new Pressing(null)).cursor,
    }) as const;

  it('shows the end that holds the cursor of a text that is too long, and makes visible what is pasted', () => {
    const long = mode(`${'x'.repeat(100)}end`);
    expect(textsOf(filterLines(long, 40, false))[0]).toMatch(/^\/ x+end$/);
    expect(filterCursor(long, 40)).toBe(39);
    const home = { ...long, input: edited(long.input, 'home') };
    expect(textsOf(filterLines(home, 40, false))[0]).toHaveLength(39);
    expect(filterCursor(home, 40)).toBe(2);
    expect(textsOf(filterLines(mode('a\x1b[2J'), 40, false))[0]).toBe(String.raw`/ a\x1b[2J`);
  });

  it('says what is wrong and what would be right', () => {
    const tui = new Pressing(aFleet()).keys('/').types('hst:web');
    const { mode: typing } = fleetOf(tui);
    if (typing.kind !== 'filter') throw new Error('no filter is typed');
    const lines = textsOf(filterLines(typing, 80, false));
    expect(lines[1]).toBe('there is no key "hst"');
    expect(lines[2]).toContain('did you mean host:?');
  });

  it('shows the columns to sort by, the chosen one in brackets', () => {
    const tui = new Pressing(aFleet()).keys('s', 'right');
    const { mode: choosing } = fleetOf(tui);
    if (choosing.kind !== 'sort') throw new Error('no order is chosen');
    expect(textsOf(sortLines(choosing, 80))).toEqual(['sort by  status [host] path  age  exit  cause ']);
    expect(textsOf(sortLines(choosing, 30)).every((line) => line.length <= 30)).toBe(true);
  });
});

describe('an empty table', () => {
  const said = (tui: Pressing) =>
    textsOf(emptyLines(fleetOf(tui), tui.model, 80))
      .join(' ')
      .replaceAll(/ +/g, ' ');

  it('says that there are no problems', () => {
    const tui = new Pressing(aSnapshot({ jobs: [aJob(), aJob({ host: 'b' })] })).keys('!');
    expect(said(tui)).toContain('No problems: all 2 jobs are fine. ! shows all of them again.');
  });

  it('says that no problem matches, that nothing does, and how to go on', () => {
    const tui = new Pressing(aSnapshot({ jobs: [aJob()], hosts: [aHost()] }), undefined, { filter: 'zz' });
    expect(said(tui)).toContain('Nothing matches the filter: zz');
    expect(said(tui.keys('!'))).toContain('No problem matches the filter: zz');
  });

  it('names the status or the cause that a word may stand for', () => {
    const empty = (filter: string) => said(new Pressing(aSnapshot({ jobs: [aJob()] }), undefined, { filter }));
    expect(empty('running')).toContain('perhaps status:running is meant');
    expect(empty('exporter-down')).toContain('perhaps cause:exporter-down is meant');
    expect(empty('zz')).not.toContain('is meant');
  });

  it('goes on asking while the first round has brought no row yet', () => {
    const tui = new Pressing(null).refreshed(aSnapshot(), { refreshing: true });
    expect(said(tui)).toContain('asking prometheus default …');
  });

  it('repeats each hint once', () => {
    const source = (name: string) => aSource({ name, ok: false, error: visible('refused'), hint: visible('start it') });
    const tui = new Pressing(aSnapshot({ sources: [source('one'), source('two')] }));
    expect(said(tui).match(/start it/g)).toHaveLength(1);
    expect(said(tui)).toContain(
      'prometheus one (http://localhost:9090): refused prometheus two (http://localhost:9090): refused',
    );
  });

  it('says that there is nobody to ask', () => {
    expect(said(new Pressing(aSnapshot({ sources: [] })))).toContain('There is nobody to ask.');
  });
});
