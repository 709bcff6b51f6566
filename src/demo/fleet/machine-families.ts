import type { EpochMs } from '../../domain/time.ts';
import { constant, type Family, single } from './family.ts';
import { randomAt, seedOf } from './random.ts';
import type { SimulatedHost } from './simulated-host.ts';

const DAY_MS = 86_400_000;
const GIB = 1024 ** 3;
const COLLECTORS = ['filesystem', 'loadavg', 'meminfo', 'textfile', 'time', 'uname'];

/** What an exporter tells of its machine and of itself, beside the backups: a small part of the real page. */
export function machineFamilies(
  { nodename, scrapeJob, clockAheadSeconds }: SimulatedHost,
  startedAt: EpochMs,
): readonly Family[] {
  const seed = seedOf(0, scrapeJob);
  const bootedAt = Math.floor((startedAt - (2 + 60 * randomAt(seed, 0)) * DAY_MS) / 1000);
  const disk = Math.round((40 + 900 * randomAt(seed, 1)) * GIB);
  const gauge = (name: string, help: string, collector: Family['collector'], series: Family['series']): Family => ({
    name,
    help,
    type: 'gauge',
    collector,
    series,
  });
  const fs = { device: '/dev/vda1', fstype: 'ext4', mountpoint: '/' };
  return [
    gauge('go_info', 'Information about the Go environment.', null, [constant({ version: 'go1.19.8' }, 1)]),
    gauge(
      'node_exporter_build_info',
      "A metric with a constant '1' value labeled by version, revision, branch, goversion from which node_exporter was built, and the goos and goarch for the build.",
      null,
      [
        constant(
          {
            branch: 'debian/sid',
            goarch: 'amd64',
            goos: 'linux',
            goversion: 'go1.19.8',
            revision: '1.5.0-1+b6',
            version: '1.5.0',
          },
          1,
        ),
      ],
    ),
    gauge('node_boot_time_seconds', 'Node boot time, in unixtime.', 'time', [constant({}, bootedAt)]),
    gauge('node_filesystem_avail_bytes', 'Filesystem space available to non-root users in bytes.', 'filesystem', [
      constant(fs, Math.round(disk * (0.1 + 0.6 * randomAt(seed, 2)))),
    ]),
    gauge('node_filesystem_size_bytes', 'Filesystem size in bytes.', 'filesystem', [constant(fs, disk)]),
    single({ name: 'node_load1', help: '1m load average.', type: 'gauge', collector: 'loadavg' }, (at) =>
      Number((2 * randomAt(seed, Math.floor(at / 15_000))).toFixed(2)),
    ),
    gauge('node_memory_MemTotal_bytes', 'Memory information field MemTotal_bytes.', 'meminfo', [
      constant({}, 2 ** Math.floor(1 + 4 * randomAt(seed, 3)) * GIB),
    ]),
    gauge(
      'node_scrape_collector_success',
      'node_exporter: Whether a collector succeeded.',
      null,
      COLLECTORS.map((collector) => constant({ collector }, 1)),
    ),
    single(
      {
        name: 'node_time_seconds',
        help: 'System time in seconds since epoch (1970).',
        type: 'gauge',
        collector: 'time',
      },
      (at) => at / 1000 + clockAheadSeconds,
    ),
    gauge('node_uname_info', 'Labeled system information as provided by the uname system call.', 'uname', [
      constant(
        {
          domainname: '(none)',
          machine: 'x86_64',
          nodename,
          release: '6.1.0-18-amd64',
          sysname: 'Linux',
          version: '#1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2024-02-01)',
        },
        1,
      ),
    ]),
    single(
      {
        name: 'process_start_time_seconds',
        help: 'Start time of the process since unix epoch in seconds.',
        type: 'gauge',
        collector: null,
      },
      () => bootedAt + 20,
    ),
  ];
}
