import { describe, expect, it } from 'vitest';
import type { DeclaredJob } from '../../../src/domain/declared-job.ts';
import { asMetric } from '../../../src/domain/metric.ts';
import { scrapeTargets } from '../../../src/hostkit/scrape-config/scrape-target.ts';

const SAID = { origin: 'ansible', where: 'x', maxAgeSeconds: null, schedule: null } as const;
const on = (host: string, path = '/srv'): DeclaredJob => ({ ...SAID, target: { by: 'path', host, path } });
const NOWHERE = { byHost: new Map<string, string>(), exporterUrls: [], port: 9100 };

describe('the scrape target of a host', () => {
  it('is its name and node_exporter’s port where nothing else is known, once a host, in the order of names', () => {
    const { targets, notes } = scrapeTargets([on('web'), on('influx01', '/a'), on('influx01', '/b')], NOWHERE);
    expect(targets).toEqual([
      { host: 'influx01', target: 'influx01:9100', scheme: 'http', metricsPath: '/metrics' },
      { host: 'web', target: 'web:9100', scheme: 'http', metricsPath: '/metrics' },
    ]);
    expect(notes).toEqual([]);
  });

  it('is where Ansible reaches it, IPv6 in brackets, at the given port', () => {
    const byHost = new Map([
      ['a', '10.0.0.5'],
      ['b', 'fe80::1'],
      ['c', 'c.example.com'],
    ]);
    const { targets } = scrapeTargets([on('a'), on('b'), on('c')], { ...NOWHERE, byHost, port: 9200 });
    expect(targets.map(({ target }) => target)).toEqual(['10.0.0.5:9200', '[fe80::1]:9200', 'c.example.com:9200']);
  });

  it('is the configured exporter that has its name or address, with scheme and path', () => {
    const exporterUrls = ['https://web/node/metrics', 'http://10.0.0.5:9200/metrics', 'http://[fe80::1]:9300/metrics'];
    const byHost = new Map([
      ['influx01', '10.0.0.5'],
      ['six', 'fe80::1'],
    ]);
    const { targets } = scrapeTargets([on('web'), on('influx01'), on('six')], { byHost, exporterUrls, port: 9100 });
    expect(targets).toEqual([
      { host: 'influx01', target: '10.0.0.5:9200', scheme: 'http', metricsPath: '/metrics' },
      { host: 'six', target: '[fe80::1]:9300', scheme: 'http', metricsPath: '/metrics' },
      { host: 'web', target: 'web:443', scheme: 'https', metricsPath: '/node/metrics' },
    ]);
  });

  it('does not exist for what is no host, or no address of one, and that is told', () => {
    const byHost = new Map([['b', '10.0.0.5:9100/x']]);
    const { targets, notes } = scrapeTargets([on('a b'), on('b'), on('x\u001b[31m'), on('-c')], { ...NOWHERE, byHost });
    expect(targets).toEqual([]);
    expect(notes).toEqual([
      '-c is left out: "-c" is no name or address of a host',
      'a b is left out: "a b" is no name or address of a host',
      'b is left out: "10.0.0.5:9100/x" is no name or address of a host',
      'x\\x1b[31m is left out: "x\\x1b[31m" is no name or address of a host',
    ]);
  });

  it('is not guessed from a metric', () => {
    const byMetric: DeclaredJob = { ...SAID, target: { by: 'metric', metric: asMetric('influx01__srv') } };
    expect(scrapeTargets([byMetric], NOWHERE)).toEqual({
      targets: [],
      notes: ['1 job is declared by metric alone, which names no host: left out'],
    });
  });
});
