import { expect, it } from 'vitest';
import { jobOnHost } from '../../../src/domain/chain/job-on-host.ts';
import { asMetric } from '../../../src/domain/metric.ts';
import { aHost, anEntry } from './support/facts.ts';

const withEntries = (...paths: readonly string[]) =>
  aHost({ cron: { ...aHost().cron, entries: paths.map((path) => anEntry({ path })) } });
const guess = { host: 'influx01', path: '/srv/my/data', pathExact: false, metric: asMetric('influx01__srv_my_data') };

it('a path that was a guess is exact once the host shows it', () => {
  expect(jobOnHost(withEntries('/srv/other', '/srv/my_data'), guess)).toMatchObject({
    path: '/srv/my_data',
    entries: [{ path: '/srv/my_data' }],
  });
});

it('an exact path is never taken for one that only has the same metric', () => {
  const exact = { ...guess, path: '/srv/my_data', pathExact: true };
  expect(jobOnHost(withEntries('/srv/my/data', '/srv/my_data'), exact).path).toBe('/srv/my_data');
});

it('a rule that leaves the trailing slash out means the job that has it', () => {
  expect(jobOnHost(withEntries('/srv/my_data/'), guess).path).toBe('/srv/my_data/');
});

it('blanks that the classic wrapper folds make no other job', () => {
  const exact = { ...guess, path: '/srv/a  b', pathExact: true };
  expect(jobOnHost(withEntries('/srv/a  b'), exact).entries).toHaveLength(1);
});

it('a line that is in force comes before one that is not', () => {
  const entries = [anEntry({ path: '/srv/x', state: 'off', line: 1 }), anEntry({ path: '/srv/x', line: 9 })];
  const host = aHost({ cron: { ...aHost().cron, entries } });
  expect(jobOnHost(host, { ...guess, path: '/srv/x', pathExact: true }).entries.map(({ line }) => line)).toEqual([
    9, 1,
  ]);
});
