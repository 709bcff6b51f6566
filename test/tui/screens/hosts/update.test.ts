import { describe, expect, it } from 'vitest';
import { someHosts } from '../../../present/hosts/support/hosts.ts';
import { aCause, aFleet, aHost, aJob, aSnapshot } from '../../../present/support/snapshot.ts';
import { Pressing } from '../../support/pressing.ts';

const FLEET = someHosts();

function selected(pressing: Pressing): string | undefined {
  const { rows, cursor } = pressing.top('hosts');
  return rows[cursor.at]?.host.host;
}

describe('the screen of hosts', () => {
  it('opens with h, the worst host first and selected', () => {
    const pressing = new Pressing(FLEET).keys('h');
    expect(pressing.top('hosts').rows.map(({ host }) => host.host)).toEqual([
      'mail',
      'web-01',
      'db01',
      'db02',
      'web-02',
    ]);
    expect(selected(pressing)).toBe('mail');
  });

  it('begins with the host of the job that was looked at', () => {
    const pressing = new Pressing(FLEET).keys('enter');
    expect(pressing.top('job').job.host).toBe('db01');
    expect(selected(pressing.keys('h'))).toBe('db01');
  });

  it('stays on its host when others become worse, and goes on where that is gone', () => {
    const pressing = new Pressing(FLEET).keys('h', 'j', 'j');
    expect(selected(pressing)).toBe('db01');
    const hosts = FLEET.hosts.map((host) =>
      host.host === 'web-02' ? { ...host, cause: aCause('not-a-target') } : host,
    );
    expect(selected(pressing.refreshed({ ...FLEET, hosts }))).toBe('db01');
    expect(pressing.top('hosts').rows[2]?.host.host).toBe('web-02');
    pressing.refreshed({ ...FLEET, hosts: hosts.filter(({ host }) => host !== 'db01') });
    expect(selected(pressing)).toBe('db02');
  });

  it('sorts by name and back, and stays on its host', () => {
    const pressing = new Pressing(FLEET).keys('h', 'j', 's');
    expect(pressing.top('hosts').rows.map(({ host }) => host.host)).toEqual([
      'db01',
      'db02',
      'mail',
      'web-01',
      'web-02',
    ]);
    expect(selected(pressing)).toBe('web-01');
    expect(pressing.keys('s').top('hosts').rows[0]?.host.host).toBe('mail');
  });

  it('leads to the rows of a host in the table, whatever was filtered there', () => {
    const pressing = new Pressing(FLEET).keys('!', 'h', 'G', 'enter');
    const fleet = pressing.top('fleet');
    expect(pressing.model.stack).toHaveLength(1);
    expect(fleet.filter.text).toBe('host:web-02');
    expect(fleet.rows.map((row) => row.kind === 'job' && row.job.id)).toEqual(['web-02:/etc', 'web-02:/srv']);
  });

  it('closes the screen of the job that it was opened from, and ends what that asked for', () => {
    const pressing = new Pressing(FLEET).keys('enter', 'h');
    pressing.effects();
    pressing.keys('enter');
    expect(pressing.model.stack.map(({ screen }) => screen)).toEqual(['fleet']);
    expect(pressing.effects()).toEqual([{ type: 'drop-history', id: 'db01:/srv' }]);
  });

  it('goes back with Esc', () => {
    const pressing = new Pressing(FLEET).keys('h', 'esc');
    expect(pressing.top('fleet').filter.text).toBe('');
  });

  it('copies the name of the host as it is', () => {
    const pressing = new Pressing(aSnapshot({ hosts: [aHost({ host: 'a\x1b[2J' })], jobs: [aJob()] })).keys('h', 'y');
    expect(pressing.effects()).toEqual([{ type: 'copy', text: 'a\x1b[2J' }]);
  });

  it('says why there is nothing to do where no host is known', () => {
    const pressing = new Pressing(aSnapshot({ jobs: [aJob()] })).keys('h', 'enter');
    expect(pressing.top('hosts').rows).toEqual([]);
    expect(pressing.model.notice?.text).toBe('there is no host to look at');
  });

  it('keeps the selected of many hosts in the window, whatever its size', () => {
    const hosts = Array.from({ length: 10_000 }, (_, at) => aHost({ host: `host-${at}`, instance: `10.0.0.1:${at}` }));
    const pressing = new Pressing({ ...aFleet(), hosts }).keys('h', 'G');
    const last = pressing.top('hosts').cursor;
    expect(last.at).toBe(9999);
    pressing.send({ type: 'window', window: { columns: 60, rows: 12 } });
    const { cursor } = pressing.top('hosts');
    expect(cursor.key).toBe(last.key);
    expect(cursor.at - cursor.top).toBeLessThan(4);
  });
});
