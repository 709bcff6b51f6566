import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut } from '../../src/present/columns/layout.ts';
import { COLUMNS, tableColumns } from '../../src/present/columns/registry.ts';
import { rowsOf } from '../../src/present/row.ts';
import { parseSort, sortRows } from '../../src/present/sort.ts';
import { tableLines } from '../../src/present/table.ts';
import { visible } from '../../src/text/safe-text.ts';
import { displayWidth } from '../../src/text/width.ts';
import { aCause, aFleet, hostRow, jobRow, NOW } from './support/snapshot.ts';
import { expected, printed } from './support/text.ts';

const CONTEXT = { now: NOW, ascii: false };
const sort = parseSort('status');
const FLEET = sort.ok ? sortRows(rowsOf(aFleet()), sort.order, CONTEXT) : [];

function fleetTable(width: number | null, { wide = false, ascii = false } = {}): string {
  const context = { now: NOW, ascii };
  const layout = layOut(tableColumns(FLEET, context, { wide }), FLEET, context, width);
  return printed(tableLines(FLEET, layout, context));
}

describe('the table', () => {
  it('names host, path and cause in 60 columns', () => {
    expect(fleetTable(60)).toBe(
      expected(String.raw`
        |STATUS     HOST        PATH                AGE  CAUSE
        |✖ failed   db01        /var/l…gresql    3h 12m  exit-failed
        |■ host     web-01      —                     —  textfile-re…
        |○ missing  db02        /srv/dumps/ ?         —  never-ran
        |▲ late     mail        /var/vmail ?      2d 4h  late
        |? unknown  備份主機    /srv/…été/🎉        ?2h  exporter-do…
        |△ warning  web-02      /srv/www             1h  exit-warnin…
        |△ warning  ahead       /srv           ahead 3h  clock-skew
        |◆ slow     web-03      /home                1h  slow
        |▸ running  web-04      /etc                 1h
        |● ok       evil…1b[2J  /srv/a…e}b\nc        1h
        |● ok       influx01    /var/l…uxdb ?        1h
      `),
    );
  });

  it('cuts neither path nor the code of a cause in 80 columns, here in ASCII but for the names', () => {
    expect(fleetTable(80, { ascii: true })).toBe(
      expected(String.raw`
        |STATUS     HOST         PATH                      AGE  EXIT  CAUSE
        |x failed   db01         /var/lib/postgresql    3h 12m  100   exit-failed
        |# host     web-01       -                           -    -   textfile-rejected
        |o missing  db02         /srv/dumps/ ?               -    -   never-ran
        |! late     mail         /var/vmail ?            2d 4h    0   late
        |? unknown  備份主機     /srv/写真/été/🎉          ?2h    0   exporter-down
        |^ warning  web-02       /srv/www                   1h    2   exit-warnings
        |^ warning  ahead        /srv                 ahead 3h    0   clock-skew
        |~ slow     web-03       /home                      1h    0   slow
        |> running  web-04       /etc                       1h    1
        |. ok       evil\x1b[2J  /srv/a\u{202e}b\nc         1h    0
        |. ok       influx01     /var/lib/influxdb ?        1h    0
      `),
    );
  });

  it('has more columns only where they leave path and code of a cause whole', () => {
    const titles = (width: number) => fleetTable(width).split('\n', 1)[0]?.slice(1).split(/ +/).join(' ');
    expect(titles(70)).toBe('STATUS HOST PATH AGE CAUSE');
    expect(titles(80)).toBe('STATUS HOST PATH AGE EXIT CAUSE');
    expect(titles(90)).toBe('STATUS HOST PATH AGE DURATION EXIT CAUSE');
    for (let width = 78; width < 110; width++) {
      const text = fleetTable(width);
      for (const whole of [
        '/var/lib/postgresql ',
        String.raw`/srv/a\u{202e}b\nc `,
        ' textfile-rejected',
        ' exit-warnings',
      ])
        expect([width, text]).toEqual([width, expect.stringContaining(whole)]);
    }
  });

  it('has an exit code with its word or alone, never a piece of the word', () => {
    for (let width = 60; width < 130; width++) expect(fleetTable(width)).not.toMatch(/\d (?:fai|su|un|wa)[a-z]*…/);
    expect(fleetTable(90)).toMatch(/ 100 {3}exit-failed$/m);
    expect(fleetTable(100)).toMatch(/ 100 failed {5}exit-failed$/m);
  });

  it('says in 130 columns how old numbers are while some are out of date', () => {
    expect(fleetTable(130)).toBe(
      expected(String.raw`
        |STATUS     HOST         PATH                      AGE  DURATION  EXIT           SEEN     CAUSE
        |✖ failed   db01         /var/lib/postgresql    3h 12m       41s  100 failed     now      exit-failed: duplicati-cli ended with 10…
        |■ host     web-01       —                           —         —    —            —        textfile-rejected: node_exporter on web-…
        |○ missing  db02         /srv/dumps/ ?               —         —    —            —        never-ran: declared, but it has never re…
        |▲ late     mail         /var/vmail ?            2d 4h   13m 32s    0 success    now      late: the last run started 2d 4h ago; at…
        |? unknown  備份主機     /srv/写真/été/🎉          ?2h   13m 32s    0 success    50m ago  exporter-down: node_exporter on 備份主機…
        |△ warning  web-02       /srv/www                   1h   13m 32s    2 warnings   now      exit-warnings: duplicati-cli ended with …
        |△ warning  ahead        /srv                 ahead 3h   13m 32s    0 success    now      clock-skew: the clock of ahead is ahead:…
        |◆ slow     web-03       /home                      1h    2h 30m    0 success    now      slow: the last run took 2h 30m; the medi…
        |▸ running  web-04       /etc                       1h   13m 32s    1 unchanged  now
        |● ok       evil\x1b[2J  /srv/a\u{202e}b\nc         1h   13m 32s    0 success    now
        |● ok       influx01     /var/lib/influxdb ?        1h   13m 32s    0 success    now
      `),
    );
  });

  it('shows in 200 columns, wide, whatever any row has', () => {
    expect(fleetTable(200, { wide: true })).toBe(
      expected(String.raw`
        |STATUS     HOST         PATH                      AGE  DURATION  MEDIAN  EXIT                TREND    FAILURES  SUCCESS  ALERT             NEXT RUN  SEEN     CAUSE
        |✖ failed   db01         /var/lib/postgresql    3h 12m       41s     13m  100 failed     ▄▄▄▄▄▅▅▅✖✖  2 in 1d 1h        —  firing 2h 5m +1    ~in 23h  now      exit-failed: duplicati-cli ended with 100…
        |■ host     web-01       —                           —         —       —    —                     —           —        —  —                        —  —        textfile-rejected: node_exporter on web-0…
        |○ missing  db02         /srv/dumps/ ?               —         —       —    —                     —           —        —  —                        —  —        never-ran: declared, but it has never rep…
        |▲ late     mail         /var/vmail ?            2d 4h   13m 32s       —    0 success             —           —        —  —                        —  now      late: the last run started 2d 4h ago; at …
        |? unknown  備份主機     /srv/写真/été/🎉          ?2h   13m 32s       —    0 success             —           —        —  —                        —  50m ago  exporter-down: node_exporter on 備份主機 …
        |△ warning  web-02       /srv/www                   1h   13m 32s       —    2 warnings            —           —        —  —                in 2m 40s  now      exit-warnings: duplicati-cli ended with 2…
        |△ warning  ahead        /srv                 ahead 3h   13m 32s       —    0 success             —           —        —  —                        —  now      clock-skew: the clock of ahead is ahead: …
        |◆ slow     web-03       /home                      1h    2h 30m     20m    0 success    ▄▄▄▄▄▅▅▅▅▅           0        —  —                  ~in 23h  now      slow: the last run took 2h 30m; the media…
        |▸ running  web-04       /etc                       1h   13m 32s       —    1 unchanged           —           —        —  —                        —  now
        |● ok       evil\x1b[2J  /srv/a\u{202e}b\nc         1h   13m 32s       —    0 success             —           —        —  —                        —  now
        |● ok       influx01     /var/lib/influxdb ?        1h   13m 32s       —    0 success             —           —  46m 28s  —                        —  now
      `),
    );
  });

  it('leaves status and host in a sliver of a window', () => {
    expect(fleetTable(24).split('\n').slice(0, 3).join('\n')).toBe(
      expected(`
        |STATUS     HOST
        |✖ failed   db01
        |■ host     web-01
      `),
    );
  });

  it('is whole in 80 columns with the usual values', () => {
    const rows = [
      jobRow({ path: '/var/lib/influxdb/data', pathExact: false }),
      jobRow({ host: 'db01', path: '/srv', status: 'failed', cause: aCause('exit-failed', 'it failed') }),
    ];
    const layout = layOut(tableColumns(rows, CONTEXT, { wide: false }), rows, CONTEXT, 80);
    expect(layout.map(({ column }) => column.id)).toEqual([
      'status',
      'host',
      'path',
      'age',
      'duration',
      'exit',
      'cause',
    ]);
  });

  it('cuts nothing where the width is not limited', () => {
    const text = fleetTable(null);
    expect(text).not.toContain('…');
    expect(text).toContain(
      'textfile-rejected: node_exporter on web-01 dropped duplicati_web-01__srv.prom: "-" in a metric name',
    );
  });

  it('keeps every line within the window and every column in its place, whatever the window and the names', () => {
    const name = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
    const row = fc.record({ host: name, path: name, pathExact: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 5 }),
        fc.integer({ min: 20, max: 500 }),
        fc.boolean(),
        (jobs, width, wide) => {
          const rows = [hostRow({ host: 'web-01' }), ...jobs.map(jobRow)];
          const layout = layOut(tableColumns(rows, CONTEXT, { wide }), rows, CONTEXT, width);
          const widths = layout.map((one, at) => one.width + (at === layout.length - 1 ? 0 : 2));
          expect(widths.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(width);
          for (const line of tableLines(rows, layout, CONTEXT)) {
            expect(line.map(({ text }) => displayWidth(text))).toEqual(widths);
            for (const { text } of line) expect(visible(text)).toBe(text);
          }
        },
      ),
    );
  });

  it('has a place for every column, even of a fleet without jobs', () => {
    const layout = layOut(COLUMNS, [hostRow()], CONTEXT, null);
    expect(layout).toHaveLength(COLUMNS.length);
    expect(printed(tableLines([], layout, CONTEXT))).toContain('STATUS');
  });
});
