import type { ChainFacts, HostLook } from '../../../../src/domain/chain/chain-facts.ts';
import type { CronEntry, HostFacts } from '../../../../src/domain/chain/host-facts.ts';
import { jobOnHost } from '../../../../src/domain/chain/job-on-host.ts';
import type { Job } from '../../../../src/domain/job.ts';
import { say } from '../../../../src/text/safe-text.ts';
import { ago, aJob, NOW } from '../../../present/support/snapshot.ts';

export const PATH = '/var/lib/influxdb';
export const METRICS = '/var/lib/prometheus/node-exporter';

export function anEntry(given: Partial<CronEntry> = {}): CronEntry {
  return {
    file: 'crontab of root',
    line: 2,
    state: 'on',
    ignored: null,
    schedule: '0 2 * * *',
    program: '/opt/duplicati_wrapper.sh',
    search: '/usr/bin:/bin',
    cut: false,
    byShell: false,
    path: PATH,
    ...given,
  };
}

/** The file of a run of 812 s an hour ago. */
export function aTextfile(startedAt = ago(3600), exitCode = 0) {
  const stem = 'duplicati_influx01__var_lib_influxdb';
  const text = `${stem}_last_run_start ${Math.floor(startedAt / 1000)}\n${stem}_last_run_seconds 812\n${stem}_last_exitcode ${exitCode}\n`;
  return {
    name: `${stem}.prom`,
    modifiedAt: startedAt + 812_000,
    mode: 0o644,
    content: new TextEncoder().encode(text),
  };
}

/** A host on which nothing is wrong with the one job; what is given replaces what is there. */
export function aHost(given: Partial<HostFacts> = {}): HostFacts {
  return {
    at: NOW,
    name: 'influx01',
    isRoot: true,
    bootedAt: ago(30 * 86_400),
    seesProcesses: true,
    cron: {
      runs: true,
      entries: [anEntry()],
      broken: [],
      mentions: [],
      read: ['crontab of root'],
      logs: [],
      starts: [],
    },
    wrappers: [
      {
        file: '/opt/duplicati_wrapper.sh',
        state: 'ready',
        edition: 'classic',
        version: null,
        lostInterpreter: null,
        ownSearch: false,
      },
    ],
    searches: [{ search: '/usr/bin:/bin', found: '/usr/bin/duplicati-cli', blocked: null }],
    processes: [],
    locks: [],
    logs: [],
    ownRuns: [],
    databases: [],
    denied: [],
    textfiles: [{ folder: METRICS, state: 'read', files: [aTextfile()] }],
    exporters: [],
    exporterUnit: null,
    misplacedSetting: null,
    disks: [],
    ...given,
  };
}

/** What is known of the job on that host; `null`: the host could not be looked at. */
export function someFacts(
  host: HostFacts | null,
  given: Partial<ChainFacts> & { readonly job?: Job | null } = {},
): ChainFacts {
  const job = given.job === undefined ? aJob() : given.job;
  const look: HostLook =
    host === null
      ? { kind: 'refused', why: say`ssh influx01: permission denied`, hint: null }
      : {
          kind: 'seen',
          job: jobOnHost(host, { host: 'influx01', path: PATH, pathExact: true, metric: job?.metric ?? null }),
          from: NOW,
          to: NOW,
        };
  return {
    now: NOW,
    host: 'influx01',
    path: PATH,
    hostState: null,
    look,
    way: say`ssh influx01`,
    asksPrometheus: true,
    target: null,
    rules: [],
    alerts: [],
    ...given,
    job,
  };
}
