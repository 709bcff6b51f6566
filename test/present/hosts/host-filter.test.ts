import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileFilter } from '../../../src/present/filter/compile.ts';
import { hostFilter } from '../../../src/present/hosts/host-filter.ts';
import { type HostRow, hostRowsOf } from '../../../src/present/hosts/host-row.ts';
import { rowsOf } from '../../../src/present/row.ts';
import { aHost, aJob, aSnapshot, NOW } from '../support/snapshot.ts';

function filterOf(row: HostRow | undefined, all: readonly HostRow[]): string {
  if (row === undefined) throw new Error('no such row');
  return hostFilter(row, all);
}

describe('the filter for one host', () => {
  it('is its name', () => {
    const rows = hostRowsOf(aSnapshot({ hosts: [aHost({ host: 'web-01' }), aHost({ host: 'web-02' })] }));
    expect(filterOf(rows[0], rows)).toBe('host:web-01');
  });

  it('has the instance too where another host has the same name', () => {
    const hosts = [aHost({ host: 'web', instance: 'a:9100' }), aHost({ host: 'web', instance: 'b:9100' })];
    const rows = hostRowsOf(aSnapshot({ hosts }));
    expect(filterOf(rows[1], rows)).toBe('host:web instance:"b:9100"');
  });

  it('leaves the jobs of this host and no others, whatever the names', () => {
    const name = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('*', '?', 'a b', 'a,b', '"', "'", '\\', '!x', 'a:b'),
    );
    fc.assert(
      fc.property(name, name, (one, other) => {
        fc.pre(one.toLowerCase() !== other.toLowerCase() && one !== '');
        const hosts = [aHost({ host: one, instance: '1' }), aHost({ host: other, instance: '2' })];
        const jobs = [aJob({ host: one, instance: '1' }), aJob({ host: other, instance: '2' })];
        const snapshot = aSnapshot({ hosts, jobs });
        const all = hostRowsOf(snapshot);
        const compiled = compileFilter(filterOf(all[0], all));
        expect(compiled.ok).toBe(true);
        const left = compiled.ok ? rowsOf(snapshot).filter((row) => compiled.matches(row, NOW)) : [];
        expect(left).toEqual([{ kind: 'job', job: jobs[0] }]);
      }),
    );
  });
});
