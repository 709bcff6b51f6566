import { expect, it } from 'vitest';
import { asMetric } from '../../../src/domain/metric.ts';
import { fromConfig } from '../../../src/sources/declared/from-config.ts';

const byPath = (host: string, path: string, where: string) => ({
  where,
  target: { by: 'path', host, path } as const,
  maxAgeSeconds: 3600,
  schedule: '0 2 * * *',
});

it('declares the jobs of the configuration as they are', () => {
  const job = byPath('influx01', '/var/lib/influxdb/', 'config.yml:7');
  expect(fromConfig([job])).toEqual({ jobs: [{ origin: 'config', ...job }], warnings: [] });
});

it('leaves out a job that is there already, and says where', () => {
  const metric = { target: { by: 'metric', metric: asMetric('a__srv') } as const, maxAgeSeconds: null, schedule: null };
  const { jobs, warnings } = fromConfig([
    byPath('a', '/srv', 'c.yml:1'),
    byPath('a', '/srv/', 'c.yml:2'),
    byPath('a', '/srv', 'c.yml:3'),
    { ...metric, where: 'c.yml:4' },
    { ...metric, where: 'c.yml:5' },
  ]);
  expect(jobs.map(({ where }) => where)).toEqual(['c.yml:1', 'c.yml:2', 'c.yml:4']);
  expect(warnings).toEqual([
    'c.yml:3: a:/srv is declared at c.yml:1 already; this one is left out',
    'c.yml:5: a__srv is declared at c.yml:4 already; this one is left out',
  ]);
});
