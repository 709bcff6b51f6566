import { describe, expect, it } from 'vitest';
import type { Job } from '../../../../src/domain/job.ts';
import type { Status } from '../../../../src/domain/status.ts';
import { aCause, ago, aHost, aJob, aRun, aSnapshot } from '../../../present/support/snapshot.ts';
import { fleetOf, hostsOf, selectionOf } from '../../support/fleet-rows.ts';
import { largeFleet } from '../../support/large-fleet.ts';
import { Pressing } from '../../support/pressing.ts';

/** Jobs named by their hosts; those with a status have that, the others are fine. */
function aFleetOf(hosts: string, statuses: Readonly<Record<string, Status>> = {}) {
  return aSnapshot({ jobs: [...hosts].map((host): Job => aJob({ host, status: statuses[host] ?? 'ok' })) });
}

const hosts = (tui: Pressing) => hostsOf(tui).join('');

describe('the rows', () => {
  it('stand worst first', () => {
    expect(hosts(new Pressing(aFleetOf('abcd', { c: 'late', d: 'failed' })))).toBe('dcab');
  });

  it('are those of the filter it begins with', () => {
    expect(hosts(new Pressing(aFleetOf('abcd', { c: 'late' }), undefined, { filter: 'status:ok' }))).toBe('abd');
  });

  it('are filtered anew with each refresh, and with each key while a filter is typed', () => {
    const tui = new Pressing(aFleetOf('abcd', { c: 'late' })).keys('/').types('status:late');
    expect(hosts(tui)).toBe('c');
    expect(hosts(tui.refreshed(aFleetOf('abcd', { d: 'late' })))).toBe('d');
    expect(hosts(tui.keys('enter', 'esc'))).toBe('dabc');
  });

  it('stay as they are while what is typed is no filter, which Enter does not keep', () => {
    const tui = new Pressing(aFleetOf('abcd', { c: 'late' })).keys('/').types('status:late').types(' "');
    expect(hosts(tui)).toBe('c');
    expect(fleetOf(tui.keys('enter')).mode).toMatchObject({
      kind: 'filter',
      problem: { message: 'the quote is not closed' },
    });
    expect(fleetOf(tui.keys('backspace', 'enter')).filter.text).toBe('status:late');
    expect(fleetOf(tui).mode).toEqual({ kind: 'table' });
  });

  it('are only problems where that is asked for, faults of hosts among them', () => {
    const host = aHost({ host: 'x', cause: aCause('exporter-down') });
    const jobs = aFleetOf('abc', { b: 'slow', c: 'running' }).jobs;
    const tui = new Pressing(aSnapshot({ jobs, hosts: [host] })).keys('!');
    expect(hosts(tui)).toBe('xb');
    expect(hosts(tui.keys('!'))).toBe('xbca');
  });

  it('are sorted by the column that is chosen, at once, and as before when that is taken back', () => {
    const jobs = [...'abc'].map((host, at) => aJob({ host, lastRun: aRun({ startedAt: ago([50, 500, 5][at] ?? 0) }) }));
    const tui = new Pressing(aSnapshot({ jobs })).keys('s', 'right', 'right', 'right');
    expect(hosts(tui)).toBe('bac');
    expect(hosts(tui.keys('S'))).toBe('cab');
    expect(hosts(tui.keys('esc'))).toBe('abc');
    expect(hosts(tui.keys('s', 's', 's', 's', 'enter', 'esc'))).toBe('bac');
  });
});

describe('the selection', () => {
  it('stays on its job, and that on its line, through refreshes, sorting and filters', () => {
    const tui = new Pressing(largeFleet(1000, 1_800_000_000_000)).keys('pagedown', 'pagedown', 'j', 'j');
    const before = selectionOf(tui);
    expect(before).toMatch(/ on line 2$/);
    const key = fleetOf(tui).cursor.key;
    expect(selectionOf(tui.refreshed(largeFleet(1000, 1_800_000_015_000)))).toBe(before);
    expect(selectionOf(tui.keys('S'))).toBe(before);
    expect(selectionOf(tui.keys('s', 'right', 'enter'))).toBe(before);
    tui.keys('/').types('status:warning').keys('enter', 'esc');
    expect(fleetOf(tui).cursor.key).toBe(key);
  });

  it('finds its job again when a filter that hid it is changed or taken back', () => {
    const tui = new Pressing(aFleetOf('abcdef')).keys('j', 'j', 'j', '/').types('host:a');
    expect(selectionOf(tui)).toBe('a on line 0');
    expect(selectionOf(tui.types(',d'))).toBe('d on line 1');
    expect(selectionOf(tui.keys('ctrl+u').types('nosuch'))).toBe('nothing on line 0');
    expect(selectionOf(tui.keys('esc'))).toBe('d on line 3');
  });

  it('goes to the row that stands in the place of a job that is gone', () => {
    const tui = new Pressing(aFleetOf('abcd')).keys('j', 'j');
    expect(selectionOf(tui.refreshed(aFleetOf('abde')))).toBe('d on line 2');
  });

  it('is the worst row until it has been moved', () => {
    const tui = new Pressing(aFleetOf('abcd'));
    expect(selectionOf(tui.refreshed(aFleetOf('abcd', { c: 'failed' })))).toBe('c on line 0');
  });

  it('can be moved while a filter is typed, by keys that type nothing', () => {
    expect(selectionOf(new Pressing(aFleetOf('abcd')).keys('/', 'down', 'down'))).toBe('c on line 2');
  });

  it('tells two faults of one host name apart by their instances', () => {
    const fault = (instance: string) => aHost({ host: 'x', instance, cause: aCause('exporter-down') });
    const tui = new Pressing(aSnapshot({ hosts: [fault('one'), fault('two')] })).keys('j');
    expect(fleetOf(tui.refreshed(aSnapshot({ hosts: [fault('two'), fault('one')] }))).cursor.at).toBe(0);
  });

  it('is seen in a window of any height', () => {
    const tui = new Pressing(aFleetOf('abcdefghijklmnop')).keys('G');
    tui.send({ type: 'window', window: { columns: 60, rows: 12 } });
    expect(selectionOf(tui)).toBe('p on line 4');
    tui.send({ type: 'window', window: { columns: 200, rows: 50 } });
    expect(selectionOf(tui)).toBe('p on line 15');
  });
});

describe('marks', () => {
  it('are set and taken away, each time going one down, and belong to jobs alone', () => {
    const host = aHost({ host: 'x', cause: aCause('exporter-down') });
    const tui = new Pressing(aSnapshot({ jobs: aFleetOf('abc').jobs, hosts: [host] })).keys('space');
    expect(tui.model.notice?.text).toBe('only a job can be marked');
    tui.keys('j', 'space', 'space');
    expect(selectionOf(tui)).toBe('c on line 3');
    expect([...tui.model.marks]).toEqual(['a:/var/lib/influxdb', 'b:/var/lib/influxdb']);
    expect([...tui.keys('k', 'space').model.marks]).toEqual(['a:/var/lib/influxdb']);
  });

  it('stay on jobs that a filter hides, and go with jobs that are gone, but not while sources are still being read', () => {
    const tui = new Pressing(aFleetOf('abc')).keys('space', 'space', '/').types('host:c').keys('enter');
    expect(tui.model.marks.size).toBe(2);
    expect(tui.refreshed(aFleetOf('b'), { refreshing: true }).model.marks.size).toBe(2);
    expect([...tui.refreshed(aFleetOf('bc')).model.marks]).toEqual(['b:/var/lib/influxdb']);
  });

  it('are what is copied, or else the selected job; a fault of a host has nothing to copy', () => {
    const host = aHost({ host: 'x', cause: aCause('exporter-down') });
    const tui = new Pressing(aSnapshot({ jobs: aFleetOf('ab').jobs, hosts: [host] })).keys('y');
    expect(tui.effects()).toEqual([]);
    expect(tui.model.notice?.text).toBe('only a job has an id to copy');
    expect(tui.keys('j', 'y').effects()).toEqual([{ type: 'copy', text: 'a:/var/lib/influxdb' }]);
    expect(tui.keys('space', 'space', 'y').effects()).toEqual([
      { type: 'copy', text: 'a:/var/lib/influxdb\nb:/var/lib/influxdb' },
    ]);
    expect(tui.model.notice?.text).toBe('copied 2 ids');
  });
});

describe('Esc', () => {
  it('takes back one thing at a time, and never leaves the table', () => {
    const tui = new Pressing(aFleetOf('abc', { a: 'late' })).keys('space', '!', '/').types('a').keys('enter');
    const left = () => [fleetOf(tui).filter.text, fleetOf(tui).problemsOnly, tui.model.marks.size];
    expect(left()).toEqual(['a', true, 1]);
    tui.keys('esc');
    expect(left()).toEqual(['', true, 1]);
    tui.keys('esc');
    expect(left()).toEqual(['', false, 1]);
    tui.keys('esc');
    expect(left()).toEqual(['', false, 0]);
    expect(tui.keys('esc').model.stack).toHaveLength(1);
    expect(tui.effects()).toEqual([]);
  });
});

describe('changes', () => {
  it('are marked from one whole refresh to the next, not by what is read in between', () => {
    const tui = new Pressing(aFleetOf('abc'));
    const changes = () => [...fleetOf(tui).changes].map(([key, change]) => `${key[0]} ${change.kind}`);
    expect(changes()).toEqual([]);
    tui.refreshed(aFleetOf('abcd', { b: 'late' }));
    expect(changes()).toEqual(['b status', 'd new']);
    tui.refreshed(aFleetOf('a'), { refreshing: true });
    expect(changes()).toEqual(['b status', 'd new']);
    tui.refreshed(aFleetOf('a'));
    expect(changes()).toEqual([]);
  });
});
