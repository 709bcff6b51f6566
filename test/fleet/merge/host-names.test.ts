import { describe, expect, it } from 'vitest';
import { declaredByConfig, declaredByRule, reading, run, snapshotOf, target } from './support/readings.ts';

const down = (instance: string, scrapeJob: string) =>
  target({ instance, scrapeJob, health: 'down', lastError: 'connect: connection refused' });
const hostsOf = (...targets: ReturnType<typeof target>[]) =>
  snapshotOf({ targets }).hosts.map(({ host, instance }) => `${instance} ${host}`);

describe('a host of which nothing but its target is known', () => {
  it.each([
    ['10.0.0.9:9100', 'db9', 'db9'],
    ['10.0.0.9:9100', 'db9.internal', 'db9.internal'],
    ['[fd00::9]:9100', 'db9', 'db9'],
    ['db9.internal:9100', 'db9', 'db9'],
    ['db9:9100', 'db9.internal', 'db9.internal'],
    ['DB9.internal:9100', 'db9', 'db9'],
    ['localhost:9100', 'db9', 'db9'],
    ['db9.internal:9100', 'node-exporter', 'db9.internal'],
    ['db9.internal:9100', 'backups', 'db9.internal'],
    ['db9.internal:9100', 'db9.example', 'db9.internal'],
    ['10.0.0.9:9100', 'node', '10.0.0.9'],
    ['10.0.0.9:9100', 'node_exporter', '10.0.0.9'],
    ['10.0.0.9:9100', 'Prometheus', '10.0.0.9'],
    ['10.0.0.9:9100', 'exporters', '10.0.0.9'],
    ['10.0.0.9:9100', 'integrations/node_exporter', '10.0.0.9'],
    ['10.0.0.9:9100', 'node01', 'node01'],
  ])('%s in the scrape job %s is %s', (instance, scrapeJob, host) => {
    const [found] = snapshotOf({ targets: [down(instance, scrapeJob)] }).hosts;
    expect(found?.host).toBe(host);
    expect(found?.cause?.next).toContain(`ssh ${host} `);
  });

  it('is not called by the name of a job that lists others, seen or not', () => {
    const unseen = target({ instance: '10.9.9.8:9100', scrapeJob: 'eu', health: 'unknown', lastScrapeAt: null });
    expect(hostsOf(down('10.9.9.9:9100', 'eu'), unseen)).toContain('10.9.9.9:9100 10.9.9.9');
    const answering = target({ instance: '10.9.9.8:9102', scrapeJob: 'eu' });
    expect(hostsOf(down('10.9.9.9:9100', 'eu'), answering)).toEqual(['10.9.9.9:9100 10.9.9.9']);
  });

  it('is called by the name of a job whose other exporters are on the same machine', () => {
    const another = target({ instance: '10.9.9.9:9187', scrapeJob: 'db9' });
    expect(hostsOf(down('10.9.9.9:9100', 'db9'), another)).toEqual(['10.9.9.9:9100 db9']);
  });

  it('is called by the name of a job that lists it alone, whatever was in that job before', () => {
    const retired = reading({
      instance: '10.9.9.1:9100',
      scrapeJob: 'db9',
      nodename: 'old9',
      stale: true,
      runs: { old9__srv: run(50) },
    });
    const { hosts } = snapshotOf({ targets: [down('10.9.9.9:9100', 'db9')], instances: [retired] });
    expect(hosts.map(({ host, instance }) => `${instance} ${host}`)).toEqual([
      '10.9.9.9:9100 db9',
      '10.9.9.1:9100 old9',
    ]);
  });

  it('is called as it is declared where that may be the same host', () => {
    const { jobs, hosts } = snapshotOf({
      targets: [down('db9.internal:9100', 'node')],
      declared: [declaredByConfig('db9', '/srv')],
    });
    expect(jobs.map(({ id, instance }) => [id, instance])).toEqual([['db9:/srv', 'db9.internal:9100']]);
    expect(hosts.map(({ host }) => host)).toEqual(['db9']);
  });
});

it('a job that is declared for a host with a generic name is still found there', () => {
  const { jobs } = snapshotOf({
    targets: [down('10.0.0.9:9100', 'prometheus')],
    declared: [declaredByRule('prometheus__srv')],
  });
  expect(jobs.map(({ instance, cause }) => [instance, cause?.code])).toEqual([['10.0.0.9:9100', 'exporter-down']]);
});

it('a host that says its name has that name', () => {
  const { hosts } = snapshotOf({
    targets: [target({ instance: 'db9.internal:9100', scrapeJob: 'node' })],
    instances: [reading({ instance: 'db9.internal:9100', scrapeJob: 'node', nodename: 'db-nine' })],
  });
  expect(hosts.map(({ host }) => host)).toEqual(['db-nine']);
});
