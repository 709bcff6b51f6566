import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../../../src/present/row.ts';
import { tableLayout } from '../../../../src/tui/screens/fleet/table-layout.ts';
import { ago, aJob, aRun, aSnapshot, NOW } from '../../../present/support/snapshot.ts';
import { fleetOf } from '../../support/fleet-rows.ts';
import { largeFleet } from '../../support/large-fleet.ts';
import { Pressing } from '../../support/pressing.ts';

const CONTEXT = { now: NOW, ascii: false };
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
    const tui = new Pressing(long);
    const before = widths(tui);
    expect(widths(tui.refreshed(short))).toEqual(before);
    tui.send({ type: 'window', window: { columns: 81, rows: 24 } });
    expect(widths(tui)).not.toEqual(before);
  });

  it('have room for an age that grows while it is looked at', () => {
    const jobs = [aJob({ lastRun: aRun({ startedAt: ago(5) }) })];
    expect(widths(new Pressing(aSnapshot({ jobs })))).toContain('age 7');
  });

  it('are wide enough for the one row among many whose words are longer', () => {
    const { jobs, ...more } = largeFleet(5000, NOW);
    const odd = aJob({ host: 'odd', status: 'running', runningSince: ago(5), lastRun: aRun({ exitCode: 126 }) });
    const snapshot = { ...more, jobs: [...jobs.slice(0, 3333), odd, ...jobs.slice(3333)] };
    const layout = tableLayout(rowsOf(snapshot), CONTEXT, { columns: 200, wide: false, before: [] });
    const exit = layout.find(({ column }) => column.id === 'exit');
    expect(exit?.width).toBe('126 not executable'.length);
  });

  it('are more where one asks for it', () => {
    const tui = new Pressing(largeFleet(10, NOW), { columns: 200, rows: 50 });
    const usual = widths(tui).length;
    expect(widths(tui.keys('w')).length).toBeGreaterThan(usual);
    expect(widths(tui.keys('w'))).toHaveLength(usual);
  });
});
