import { describe, expect, it } from 'vitest';
import { COLUMNS, columnOf, tableColumns } from '../../../src/present/columns/registry.ts';
import type { Row } from '../../../src/present/row.ts';
import { aCause, ago, anAlert, aRun, aSighting, aTrend, hostRow, jobRow, NOW } from '../support/snapshot.ts';

const CONTEXT = { now: NOW, ascii: false };

function cell(id: string, row: Row, context = CONTEXT) {
  return columnOf(id)?.cell(row, context);
}

function text(id: string, row: Row): string | undefined {
  return cell(id, row)?.text;
}

describe('the cell of', () => {
  it('a status has a word and a symbol, in ASCII too', () => {
    expect(cell('status', jobRow({ status: 'failed' }))).toEqual({ text: '✖ failed', tone: 'failed' });
    expect(cell('status', jobRow({ status: 'ok' }), { now: NOW, ascii: true })).toEqual({ text: '. ok', tone: 'ok' });
    expect(cell('status', hostRow())).toEqual({ text: '■ host', tone: 'failed' });
  });

  it('a path is marked where it is a guess', () => {
    expect(text('path', jobRow({ path: '/srv/a', pathExact: false }))).toBe('/srv/a ?');
    expect(text('path', jobRow({ path: '/srv/a' }))).toBe('/srv/a');
    expect(text('path', hostRow())).toBe('—');
  });

  it('an age stands out where it is more than allowed, and where a clock is ahead', () => {
    const aged = (seconds: number) => cell('age', jobRow({ lastRun: aRun({ startedAt: ago(seconds) }) }));
    expect(aged(86_400)).toEqual({ text: '1d', tone: 'plain' });
    expect(aged(86_401)).toEqual({ text: '1d', tone: 'warning' });
    expect(aged(-7200)).toEqual({ text: 'ahead 2h', tone: 'warning' });
  });

  it('an age is marked where the numbers are out of date', () => {
    const seen = { prometheus: aSighting({ at: ago(301) }), exporter: null };
    expect(cell('age', jobRow({ seen }))).toEqual({ text: '?1h', tone: 'muted' });
    expect(text('age', jobRow({ seen: { prometheus: aSighting({ stale: true }), exporter: null } }))).toBe('?1h');
    expect(text('age', jobRow({ seen: { prometheus: aSighting({ at: ago(300) }), exporter: null } }))).toBe('1h');
    expect(text('age', jobRow({ seen, lastRun: null }))).toBe('—');
  });

  it('a number that is not known is a dash, not 0', () => {
    const row = jobRow({ lastRun: { startedAt: null, durationSeconds: null, exitCode: null } });
    for (const id of ['age', 'started', 'duration', 'exit', 'outcome', 'median', 'success']) {
      expect([id, text(id, row)?.trim(), columnOf(id)?.value(row, CONTEXT)]).toEqual([id, '—', null]);
    }
  });

  it.each([
    [0, '  0 success', 'plain'],
    [1, '  1 unchanged', 'plain'],
    [2, '  2 warnings', 'warning'],
    [3, '  3 errors', 'failed'],
    [5, '  5 other', 'warning'],
    [50, ' 50 partial', 'failed'],
    [127, '127 not found', 'failed'],
    [137, '137 killed', 'failed'],
    [200, '200 bad arguments', 'failed'],
  ])('exit code %i says what it means', (exitCode, word, tone) => {
    expect(cell('exit', jobRow({ lastRun: aRun({ exitCode }) }))).toEqual({ text: word, tone });
  });

  it('an alert says since when, the longest of those that fire, and how many there are', () => {
    const alerts = [
      anAlert({ activeAt: ago(60) }),
      anAlert({ activeAt: ago(7200) }),
      anAlert({ state: 'pending', activeAt: ago(9000) }),
    ];
    expect(text('alert', jobRow({ alerts }))).toBe('firing 2h +2');
    expect(text('alert', jobRow({ alerts: [anAlert({ state: 'pending', activeAt: null })] }))).toBe('pending');
    expect(text('alert', jobRow())).toBe('—');
  });

  it('a cause has the code and the sentence, and nothing for a job that is fine', () => {
    expect(text('cause', jobRow({ cause: aCause('late', 'it is late') }))).toBe('late: it is late');
    expect(text('cause', jobRow())).toBe('');
  });

  it('what was seen tells how old the numbers of the fresher source are, where that matters', () => {
    const exporter = aSighting({ source: 'exporter:http://a', at: ago(5) });
    const stale = aSighting({ stale: true, at: ago(240) });
    expect(text('seen', jobRow({ seen: { prometheus: aSighting({ at: ago(30) }), exporter } }))).toBe('now');
    expect(cell('seen', jobRow({ seen: { prometheus: stale, exporter: null } }))).toEqual({
      text: '4m ago',
      tone: 'warning',
    });
    expect(
      text(
        'seen',
        jobRow({ seen: { prometheus: aSighting({ at: ago(30) }), exporter: { ...exporter, stale: true } } }),
      ),
    ).toBe('now');
    expect(text('seen', jobRow({ seen: { prometheus: null, exporter: null } }))).toBe('—');
  });

  it('numbers of a source that is behind are dimmed', () => {
    const seen = { prometheus: aSighting({ at: ago(301) }), exporter: null };
    expect(cell('duration', jobRow({ seen }))).toEqual({ text: '13m 32s', tone: 'muted' });
    expect(cell('duration', jobRow())).toEqual({ text: '13m 32s', tone: 'plain' });
  });

  it('the next run counts from now', () => {
    expect(text('nextRun', jobRow({ schedule: '*/15 * * * *' }))).toBe('in 2m 40s');
    expect(text('nextRun', jobRow({ schedule: 'no cron expression' }))).toBe('—');
    expect(text('nextRun', jobRow({ trend: aTrend() }))).toBe('~in 23h');
    const rhythm = { everySeconds: 86_400, nextAt: ago(7200) };
    expect(text('nextRun', jobRow({ trend: { ...aTrend(), rhythm } }))).toBe('~2h ago');
    expect(text('nextRunFrom', jobRow({ trend: aTrend() }))).toBe('history');
    expect(text('nextRunFrom', jobRow({ schedule: '*/15 * * * *', trend: aTrend() }))).toBe('schedule');
  });

  it('the trend has a sign a run, and the failures in a row say for how long', () => {
    const failing = jobRow({ trend: aTrend({ failures: 3 }) });
    expect(cell('trend', failing)).toEqual({ text: '▄▄▄▄▄▅▅✖✖✖', tone: 'failed' });
    expect(cell('trend', failing, { now: NOW, ascii: true })?.text).toMatch(/^[.:=+*#-]{7}xxx$/);
    expect(text('trend', jobRow())).toBe('—');
    expect(cell('failures', failing)).toEqual({ text: '3 in 2d 1h', tone: 'failed' });
    const known = aTrend({ failures: 3 });
    const longer = { ...known, failing: known.failing && { ...known.failing, sinceExact: false } };
    expect(text('failures', jobRow({ trend: longer }))).toBe('3 in ≥2d 1h');
    expect(text('failures', jobRow({ trend: aTrend() }))).toBe('0');
    expect(text('failingSince', failing)).toBe('2026-11-22T18:42:20.000Z');
    expect(text('spread', failing)).toBe('12m to 14m');
    expect(columnOf('spread')?.value(failing, CONTEXT)).toBe(120);
    expect(columnOf('trend')?.value(failing, CONTEXT)).toEqual([
      ...Array.from({ length: 7 }, () => '0'),
      '100',
      '100',
      '100',
    ]);
  });

  it('any column of a fault of a host is a dash or what is known of the host', () => {
    const row = hostRow({ host: 'web-01', cause: aCause('exporter-down', 'it is down') });
    const known = COLUMNS.filter((column) => column.value(row, CONTEXT) !== null).map(({ id }) => id);
    expect(known).toEqual(['status', 'host', 'instance', 'cause', 'message', 'next']);
  });
});

describe('the columns of a table', () => {
  const ids = (rows: readonly Row[], wide: boolean) => tableColumns(rows, CONTEXT, { wide }).map(({ id }) => id);

  it('are few, unless it is wide', () => {
    expect(ids([jobRow()], false)).toEqual(['status', 'host', 'path', 'age', 'duration', 'exit', 'cause']);
    expect(ids([jobRow()], true)).toEqual([
      'status',
      'host',
      'path',
      'age',
      'started',
      'duration',
      'exit',
      'maxAge',
      'instance',
      'cause',
    ]);
  });

  it('tell how old the numbers are as soon as some are out of date', () => {
    const stale = jobRow({ seen: { prometheus: aSighting({ stale: true }), exporter: null } });
    for (const wide of [true, false]) {
      expect(ids([jobRow(), stale], wide)).toContain('seen');
      expect(ids([jobRow()], wide)).not.toContain('seen');
    }
  });

  it('have the trend where one is known', () => {
    for (const wide of [true, false]) expect(ids([jobRow(), jobRow({ trend: aTrend() })], wide)).toContain('trend');
  });

  it('leave out the next run unless it is known', () => {
    expect(ids([jobRow({ schedule: '0 2 * * *' })], true)).toContain('nextRun');
    expect(ids([jobRow({ schedule: '0 0 31 2 *' })], true)).not.toContain('nextRun');
  });
});
