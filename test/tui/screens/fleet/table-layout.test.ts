import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../../../src/present/row.ts';
import { tableLayout } from '../../../../src/tui/screens/fleet/table-layout.ts';
import { aCause, ago, aJob, aRun, aSighting, aSnapshot, NOW } from '../../../present/support/snapshot.ts';
import { fleetOf } from '../../support/fleet-rows.ts';
import { largeFleet } from '../../support/large-fleet.ts';
import { Pressing } from '../../support/pressing.ts';

const CONTEXT = { now: NOW, ascii: false };
const noticeOf = (tui: Pressing) => tui.model.notice?.text ?? '';
const widths = (tui: Pressing) => fleetOf(tui).layout.map(({ column, width }) => `${column.id} ${width}`);

describe('the columns of the table', () => {
  it('stay where they are while one moves, filters, and sorts', () => {
    const tui = new Pressing(largeFleet(1000, NOW));
    const before = widths(tui);
    tui.keys('G', 'pageup', '/').types('status:failed').keys('enter', 's', 'right', 'enter', '!');
    expect(widths(tui)).toEqual(before);
  });

  it('do not become narrower with a refresh, but with another window', () => {
    const long = aSnapshot({ jobs: [aJob({ path: '/a/rather/long/path', lastRun: aRun({ exitCode: 127 }) })] });
    const short = aSnapshot({ jobs: [aJob({ path: '/b' })] });
    const tui = new Pressing(long, { columns: 100, rows: 24 });
    const before = widths(tui);
    expect(widths(tui.refreshed(short))).toEqual(before);
    tui.send({ type: 'window', window: { columns: 101, rows: 24 } });
    expect(widths(tui)).not.toEqual(before);
  });

  it('have room for an age that grows while it is looked at', () => {
    const jobs = [aJob({ lastRun: aRun({ startedAt: ago(5) }) })];
    expect(widths(new Pressing(aSnapshot({ jobs })))).toContain('age 8');
  });

  it('make room for how old numbers are only while that matters to a row that the filter leaves', () => {
    const stale = { prometheus: aSighting({ stale: true, at: ago(900) }), exporter: null };
    const jobs = [aJob({ host: 'old', seen: stale }), aJob({ host: 'new' })];
    const tui = new Pressing(aSnapshot({ jobs }), { columns: 140, rows: 40 });
    const seen = () => widths(tui).find((width) => width.startsWith('seen'));
    expect(seen()).toBe('seen 11');
    tui.keys('/').types('host:new').keys('enter');
    expect(seen()).toBeUndefined();
    expect(widths(tui.keys('esc'))).toContain('seen 11');
  });

  it('leave path and cause whole where a refresh finds numbers out of date, and stay where they are', () => {
    const job = { path: '/var/lib/postgresql', cause: aCause('host-unreachable') };
    const stale = { prometheus: aSighting({ stale: true, at: ago(900) }), exporter: null };
    const tui = new Pressing(aSnapshot({ jobs: [aJob(job)] }), { columns: 100, rows: 30 });
    const before = widths(tui);
    expect(before).toEqual(expect.arrayContaining(['path 19', 'duration 8', expect.stringMatching(/^cause/)]));
    expect(widths(tui.refreshed(aSnapshot({ jobs: [aJob({ ...job, seen: stale })] })))).toEqual(before);
  });

  it('are wide enough for the one row among many whose words are longer', () => {
    const { jobs, ...more } = largeFleet(5000, NOW);
    const odd = aJob({ host: 'odd', status: 'running', runningSince: ago(5), lastRun: aRun({ exitCode: 126 }) });
    const snapshot = { ...more, jobs: [...jobs.slice(0, 3333), odd, ...jobs.slice(3333)] };
    const layout = tableLayout(rowsOf(snapshot), CONTEXT, { columns: 200, wide: false, outOfDate: false, before: [] });
    const exit = layout.find(({ column }) => column.id === 'exit');
    expect(exit?.width).toBe('126 not executable'.length);
  });

  it('have the code of a cause whole that only one row among many has', () => {
    const { jobs, ...more } = largeFleet(5000, NOW);
    const odd = aJob({ host: 'odd', status: 'failed', cause: aCause('destination-unreachable') });
    const snapshot = { ...more, jobs: [...jobs.slice(0, 3333), odd, ...jobs.slice(3333)] };
    const layout = tableLayout(rowsOf(snapshot), CONTEXT, { columns: 100, wide: false, outOfDate: false, before: [] });
    const cause = layout.find(({ column }) => column.id === 'cause');
    expect(cause?.width).toBeGreaterThanOrEqual('destination-unreachable'.length);
  });

  it('are more where one asks for it', () => {
    const tui = new Pressing(largeFleet(10, NOW), { columns: 200, rows: 50 });
    const usual = widths(tui).length;
    expect(widths(tui.keys('w')).length).toBeGreaterThan(usual);
    expect(widths(tui.keys('w'))).toHaveLength(usual);
  });

  it('are no more where there is no room, which is said with the room that it takes', () => {
    const tui = new Pressing(largeFleet(10, NOW), { columns: 100, rows: 30 });
    const before = widths(tui);
    expect(widths(tui.keys('w'))).toEqual(before);
    const [, from] = /^no room for more columns; in a window (\d+) wide there is$/.exec(noticeOf(tui)) ?? [];
    const windowOf = (columns: number) => tui.send({ type: 'window', window: { columns, rows: 30 } });
    windowOf(Number(from) - 1).keys('w');
    expect(noticeOf(tui)).toContain('no room for more columns');
    windowOf(Number(from)).keys('w');
    expect(tui.model.notice).toBeNull();
    expect(widths(tui).length).toBeGreaterThan(before.length);
  });

  it('are the usual ones again by the same key after the window has become too narrow for more', () => {
    const tui = new Pressing(largeFleet(10, NOW), { columns: 200, rows: 30 }).keys('w');
    tui.send({ type: 'window', window: { columns: 100, rows: 30 } }).keys('w');
    tui.send({ type: 'window', window: { columns: 200, rows: 30 } });
    expect(widths(tui)).toEqual(widths(new Pressing(largeFleet(10, NOW), { columns: 200, rows: 30 })));
  });
});
