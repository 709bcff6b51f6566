import type { Job } from '../../../../src/domain/job.ts';
import type { Host, Snapshot } from '../../../../src/domain/snapshot.ts';
import { visible } from '../../../../src/text/safe-text.ts';
import { aCause, ago, aHost, aJob, aSnapshot } from '../../support/snapshot.ts';

/** Hosts of every kind: fine, with bad jobs, with an exporter that is down, with a dropped file, known only by name. */
export function someHosts(): Snapshot {
  return aSnapshot({
    hosts: [
      onHost('db01', 10, { jobs: 3 }),
      aHost({
        host: 'db02',
        instance: null,
        exporter: { url: null, up: null, error: null },
        textfileErrors: null,
        jobs: 1,
        lastScrapeAt: null,
        scrapeIntervalSeconds: null,
      }),
      onHost('mail', 11, {
        exporter: {
          url: 'http://10.0.0.11:9100/metrics',
          up: false,
          error: visible('nothing listens at 10.0.0.11:9100'),
        },
        lastScrapeAt: ago(9000),
        jobs: 1,
        cause: aCause('exporter-down', 'node_exporter on mail is down: nothing listens at 10.0.0.11:9100', {
          evidence: ['prometheus:default: connection refused', 'asked directly: connection refused'],
          next: 'on mail: systemctl status prometheus-node-exporter',
        }),
      }),
      onHost('web-01', 12, {
        textfileErrors: 1,
        cause: aCause('textfile-rejected', 'node_exporter dropped duplicati_web-01__srv.prom: "-" in a metric name'),
      }),
      onHost('web-02', 13, { jobs: 2 }),
    ],
    jobs: [
      onInstance('db01', 10, { path: '/srv', status: 'failed', cause: aCause('exit-failed', 'an error occurred') }),
      onInstance('db01', 10, { path: '/etc', status: 'late', cause: aCause('late', 'the last run is too old') }),
      aJob({ host: 'db02', path: '/srv', instance: null, status: 'missing', lastRun: null }),
      onInstance('mail', 11, { path: '/var/vmail', status: 'unknown' }),
      onInstance('db01', 10, { path: '/home' }),
      onInstance('web-02', 13, { path: '/srv' }),
      onInstance('web-02', 13, { path: '/etc' }),
    ],
  });
}

function onHost(host: string, last: number, given: Partial<Host>): Host {
  const url = `http://10.0.0.${last}:9100/metrics`;
  return aHost({ host, instance: `10.0.0.${last}:9100`, exporter: { url, up: true, error: null }, ...given });
}

function onInstance(host: string, last: number, given: Partial<Job>): Job {
  return aJob({ host, instance: `10.0.0.${last}:9100`, ...given });
}
