import type { CrontabLine, FoundRun } from '../../../../src/domain/host-run/found-run.ts';

export const LINE: CrontabLine = {
  source: 'crontab of root',
  number: 3,
  schedule: '0 2 * * *',
  owner: 'root',
  wrapper: '/opt/duplicati_wrapper.sh',
  path: '/srv/a',
  config: null,
  jobs: 1,
  standing: 'picked',
  ignored: null,
};

export function found(given: Partial<FoundRun> = {}): FoundRun {
  return {
    host: 'db01',
    path: '/srv/a',
    user: 'root',
    way: { by: 'crontab', line: LINE },
    isAmbiguous: false,
    lines: [LINE],
    edition: 'classic',
    wrapperState: 'ready',
    database: '/var/duplicati_X.sqlite',
    metrics: '/var/lib/prometheus/node-exporter/duplicati_db01__srv_a.prom',
    log: null,
    goingOn: null,
    lastOwn: null,
    ...given,
  };
}
