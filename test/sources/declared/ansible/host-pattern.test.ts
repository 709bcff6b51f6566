import { expect, it } from 'vitest';
import { expandHosts } from '../../../../src/sources/declared/ansible/host-pattern.ts';

it.each([
  ['web01', ['web01']],
  ['web[1:3]', ['web1', 'web2', 'web3']],
  ['web[08:10].x', ['web08.x', 'web09.x', 'web10.x']],
  ['web[0:9:4]', ['web0', 'web4', 'web8']],
  ['db-[a:c]', ['db-a', 'db-b', 'db-c']],
  ['r[1:2]-[a:b]', ['r1-a', 'r1-b', 'r2-a', 'r2-b']],
])('%s names %j', (pattern, hosts) => {
  expect(expandHosts(pattern)).toEqual(hosts);
});

it.each(['web[3:1]', 'web[1:a]', 'web[1:', 'web[]', 'web[1:100000]', 'a[1:999]b[1:999]', 'web[1:2'])(
  '%s names no hosts, or too many',
  (pattern) => {
    expect(expandHosts(pattern)).toBeNull();
  },
);
