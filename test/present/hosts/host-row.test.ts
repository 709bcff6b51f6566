import { describe, expect, it } from 'vitest';
import { sortHosts } from '../../../src/present/hosts/host-order.ts';
import { hostRowsOf, hostStatus } from '../../../src/present/hosts/host-row.ts';
import { hostsLine } from '../../../src/present/hosts/hosts-line.ts';
import { aHost, aJob, aSnapshot } from '../support/snapshot.ts';
import { printed } from '../support/text.ts';
import { someHosts } from './support/hosts.ts';

describe('the rows of hosts', () => {
  const rows = hostRowsOf(someHosts());

  it('have the jobs of their instance, worst first', () => {
    const db01 = rows.find(({ host }) => host.host === 'db01');
    expect(db01?.jobs.map(({ path }) => path)).toEqual(['/srv', '/etc', '/home']);
    expect(db01?.counts).toEqual({ failed: 1, late: 1, ok: 1 });
  });

  it('have the jobs of their name where no instance is known', () => {
    const db02 = rows.find(({ host }) => host.host === 'db02');
    expect(db02?.jobs.map(({ id }) => id)).toEqual(['db02:/srv']);
  });

  it('keep hosts of one name apart by their instance', () => {
    const one = aHost({ host: 'web', instance: 'a:9100' });
    const other = aHost({ host: 'web', instance: 'b:9100' });
    const jobs = [aJob({ host: 'web', instance: 'b:9100' })];
    const both = hostRowsOf(aSnapshot({ hosts: [one, other], jobs }));
    expect(both.map((row) => row.jobs.length)).toEqual([0, 1]);
    expect(new Set(both.map(({ key }) => key)).size).toBe(2);
  });

  it('stand worst first: faults of hosts, then by their worst job, hosts without jobs last; or by name', () => {
    expect(sortHosts(rows, 'worst').map(({ host }) => host.host)).toEqual(['mail', 'web-01', 'db01', 'db02', 'web-02']);
    expect(sortHosts(rows, 'name').map(({ host }) => host.host)).toEqual(['db01', 'db02', 'mail', 'web-01', 'web-02']);
  });

  it('have the status of their own fault or of their worst job', () => {
    expect(rows.map(hostStatus)).toEqual(['failed', 'missing', 'host', 'host', 'ok']);
    expect(hostRowsOf(aSnapshot({ hosts: [aHost()] })).map(hostStatus)).toEqual([null]);
  });

  it('are counted in a line', () => {
    expect(printed([hostsLine(rows)])).toBe('|5 hosts: 2 with a fault, 1 exporter down');
    expect(printed([hostsLine(hostRowsOf(aSnapshot({ hosts: [aHost()] })))])).toBe('|1 host');
  });
});
