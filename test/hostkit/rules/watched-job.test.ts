import { describe, expect, it } from 'vitest';
import type { DeclaredJob, DeclaredOrigin, DeclaredTarget } from '../../../src/domain/declared-job.ts';
import type { Job } from '../../../src/domain/job.ts';
import { asMetric } from '../../../src/domain/metric.ts';
import { declaredWatchList, fleetWatchList } from '../../../src/hostkit/rules/watched-job.ts';
import { aJob as job } from '../../present/support/snapshot.ts';

const DAY = 86_400;

function declare(target: DeclaredTarget, more: Partial<DeclaredJob> = {}): DeclaredJob {
  return { origin: 'ansible', where: 'x.yml:1', target, maxAgeSeconds: null, schedule: null, ...more };
}
const path = (host: string, at: string, more?: Partial<DeclaredJob>) => declare({ by: 'path', host, path: at }, more);
const metric = (name: string, more?: Partial<DeclaredJob>) => declare({ by: 'metric', metric: asMetric(name) }, more);

describe('the jobs that declarations ask to be watched', () => {
  it('have the metric that the wrapper makes: the slash at the end kept, a dash munged', () => {
    const { jobs, notes } = declaredWatchList(
      [path('influx01', '/var/lib/influxdb/'), path('web-01', '/srv/my-data')],
      DAY,
    );
    expect(jobs).toEqual([
      {
        metric: 'influx01__var_lib_influxdb_',
        name: 'influx01:/var/lib/influxdb/',
        target: { host: 'influx01', path: '/var/lib/influxdb/' },
        maxAgeSeconds: DAY,
      },
      {
        metric: 'web_01__srv_my_data',
        name: 'web-01:/srv/my-data',
        target: { host: 'web-01', path: '/srv/my-data' },
        maxAgeSeconds: DAY,
      },
    ]);
    expect(notes).toEqual([]);
  });

  it('leave out a monitored metric that only means the same, and say what the series is called', () => {
    const { jobs, notes } = declaredWatchList(
      [metric('influx01__var_lib_influxdb'), path('influx01', '/var/lib/influxdb/')],
      DAY,
    );
    expect(jobs.map((each) => each.metric)).toEqual(['influx01__var_lib_influxdb_']);
    expect(notes).toEqual([
      'x.yml:1: influx01__var_lib_influxdb is left out: the series of influx01:/var/lib/influxdb/ is duplicati_influx01__var_lib_influxdb__…',
    ]);
  });

  it('keep a metric that no path explains, as a name that Prometheus can read', () => {
    const { jobs, notes } = declaredWatchList([metric('db01__srv'), metric('web-01__srv')], DAY);
    expect(jobs.map((each) => [each.metric, each.name, each.target])).toEqual([
      ['db01__srv', 'db01__srv', null],
      ['web_01__srv', 'web_01__srv', null],
    ]);
    expect(notes).toEqual([
      'x.yml:1: web-01__srv can\'t be the name of a series (a "-" would be a subtraction): the rules watch web_01__srv',
    ]);
  });

  it('are watched once where metric and path say the same, or two places declare one job', () => {
    const twice = [path('a', '/srv'), metric('a__srv'), path('a', '/srv', { where: 'y.yml:2' })];
    expect(declaredWatchList(twice, DAY).jobs).toHaveLength(1);
    expect(declaredWatchList(twice, DAY).notes).toEqual([]);
  });

  it('share one pair of rules where they share a series, and that is told', () => {
    const { jobs, notes } = declaredWatchList([path('a', '/srv/x_y'), path('a', '/srv/x/y')], DAY);
    expect(jobs.map(({ name }) => name)).toEqual(['a:/srv/x_y']);
    expect(notes).toEqual([
      'x.yml:1: a:/srv/x/y and a:/srv/x_y share the series duplicati_a__srv_x_y_…: the later run hides the earlier',
    ]);
  });

  it('may be as old as the first place says that speaks of it, else as their schedule lets them, else as usual', () => {
    const ages = declaredWatchList(
      [
        path('a', '/own', { maxAgeSeconds: 7200 }),
        path('a', '/own', { maxAgeSeconds: 60 }),
        path('a', '/weekly', { schedule: '0 2 * * 0' }),
        path('a', '/daily', { schedule: '0 2 * * *' }),
        path('a', '/usual'),
        metric('a__usual', { maxAgeSeconds: 3600 }),
      ],
      DAY,
    ).jobs.map((each) => [each.name, each.maxAgeSeconds]);
    expect(ages).toEqual([
      ['a:/daily', DAY],
      ['a:/own', 7200],
      ['a:/usual', 3600],
      ['a:/weekly', 7 * DAY + 6 * 3600],
    ]);
  });

  it('are in the order of their metrics, however they were declared', () => {
    const jobs = ['/c', '/a', '/b'].map((at) => path('h', at));
    const forwards = declaredWatchList(jobs, DAY).jobs;
    expect(declaredWatchList(jobs.toReversed(), DAY).jobs).toEqual(forwards);
    expect(forwards.map(({ name }) => name)).toEqual(['h:/a', 'h:/b', 'h:/c']);
  });
});

describe('the jobs of a fleet', () => {
  const declaredBy = (origin: DeclaredOrigin): Pick<Job, 'declaredBy'> => ({ declaredBy: [{ origin, where: 'x' }] });
  const unseen = { seen: { prometheus: null, exporter: null } };

  it('are watched by the series that they have, and shown by their path only where that is certain', () => {
    const { jobs } = fleetWatchList(
      [
        job({ host: 'a', path: '/srv/x', pathExact: true, metric: asMetric('a__srv_x') }),
        job({ host: 'a', path: '/srv/y/', pathExact: false, metric: asMetric('a__srv_y_') }),
      ],
      DAY,
    );
    expect(jobs).toMatchObject([
      { metric: 'a__srv_x', name: 'a:/srv/x', target: { host: 'a', path: '/srv/x' } },
      { metric: 'a__srv_y_', name: 'a__srv_y_', target: null },
    ]);
  });

  it('do not include what only a loaded rule names, as that name may be wrong; what is declared and never ran is watched', () => {
    const { jobs } = fleetWatchList(
      [
        job({ ...unseen, ...declaredBy('rule'), metric: asMetric('a__wrong') }),
        job({ ...unseen, ...declaredBy('config'), metric: asMetric('web-01__srv') }),
      ],
      DAY,
    );
    expect(jobs.map((each) => each.metric)).toEqual(['web_01__srv']);
  });

  it('keep the age of their configuration or loaded rule, and take the usual one for what this moment makes of a schedule', () => {
    const ages = (['config', 'rule', 'schedule', 'default'] as const).map((from) =>
      job({ maxAge: { seconds: 7200, from }, metric: asMetric(`a__${from}`), schedule: '0 2 * * *' }),
    );
    expect(fleetWatchList(ages, DAY).jobs.map((each) => [each.metric, each.maxAgeSeconds])).toEqual([
      ['a__config', 7200],
      ['a__default', DAY],
      ['a__rule', 7200],
      ['a__schedule', DAY],
    ]);
  });

  it('that share a series share one pair of rules, and that is told', () => {
    const { jobs, notes } = fleetWatchList(
      [
        job({ host: 'a', path: '/srv', pathExact: true, metric: asMetric('a__srv') }),
        job({ host: 'a', path: '/srv', pathExact: true, metric: asMetric('a__srv'), instance: 'other' }),
      ],
      DAY,
    );
    expect(jobs).toHaveLength(1);
    expect(notes[0]).toContain('share the series duplicati_a__srv_…');
  });
});
