import type { Job } from '../../../src/domain/job.ts';
import type { Snapshot } from '../../../src/domain/snapshot.ts';
import { summarise } from '../../../src/domain/summary.ts';
import { aCause, aJob, aRun, aSighting, aSource } from '../../present/support/snapshot.ts';

const PATHS = ['/var/lib/influxdb', '/srv/www', '/home', '/etc', '/var/lib/postgresql/15/main', '/var/vmail'];

/** A fleet of `count` jobs at a moment: of each hundred one has failed, one is late, one has warnings. */
export function largeFleet(count: number, now: number): Snapshot {
  const jobs = Array.from({ length: count }, (_, at) => aNumberedJob(at, now));
  const source = aSource({ fetchedAt: now - 2000 });
  return { generatedAt: now, sources: [source], summary: summarise(jobs, []), jobs, hosts: [] };
}

function aNumberedJob(at: number, now: number): Job {
  const host = `host-${String(Math.floor(at / PATHS.length)).padStart(5, '0')}`;
  const path = PATHS[at % PATHS.length] ?? '/';
  const age = (600 + ((at * 7919) % 80_000)) * 1000;
  const lastRun = aRun({
    startedAt: now - age,
    durationSeconds: 20 + ((at * 31) % 9000),
    exitCode: at % 3 === 0 ? 1 : 0,
  });
  const usual = { host, path, lastRun, seen: { prometheus: aSighting({ at: now - 2000, lastRun }), exporter: null } };
  switch (at % 100) {
    case 7:
      return aJob({
        ...usual,
        status: 'failed',
        lastRun: { ...lastRun, exitCode: 100 },
        cause: aCause('exit-failed', 'duplicati-cli ended with 100: an error occurred', {
          next: `the reason is in the console output of that run on ${host} (root's mail, or the cron log): destination, passphrase, database or disk`,
        }),
      });
    case 23:
      return aJob({
        ...usual,
        status: 'late',
        lastRun: { ...lastRun, startedAt: now - 190_000_000 },
        cause: aCause('late', 'the last run started 2d 4h ago; at most 1d is allowed', {
          next: `look at the crontab on ${host}`,
        }),
      });
    case 61:
      return aJob({
        ...usual,
        status: 'warning',
        lastRun: { ...lastRun, exitCode: 2 },
        cause: aCause('exit-warnings', 'duplicati-cli ended with 2: success, with warnings'),
      });
    default:
      return aJob(usual);
  }
}
