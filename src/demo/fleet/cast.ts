import type { Seconds } from '../../domain/time.ts';
import type { JobOnHost, OutageKind } from './simulated-host.ts';
import type { ScriptedRun } from './timeline.ts';

const MINUTE: Seconds = 60;
const HOUR: Seconds = 3600;
const DAY: Seconds = 86_400;

/** A host of the demo that has a story. */
export interface CastHost {
  readonly name: string;
  /** Where it is not the name. */
  readonly nodename?: string;
  readonly better?: boolean;
  readonly clockAhead?: Seconds;
  readonly strayFile?: boolean;
  /** Seconds from the beginning of the demo. */
  readonly outages?: readonly { readonly from: Seconds; readonly to: Seconds; readonly kind: OutageKind }[];
}

/** A job of the demo that has a story; whatever is left out is as of an ordinary nightly backup. Moments are seconds from the beginning of the demo. */
export interface CastJob {
  readonly host: string;
  readonly path: string;
  /** When its last run started. */
  readonly lastStart: Seconds;
  readonly period?: Seconds;
  readonly usual?: Seconds;
  /** Runs by number; 0 is the last one that started before the demo. */
  readonly runs?: Readonly<Record<number, ScriptedRun>>;
  /** Every so many runs fail. */
  readonly failsEach?: number;
  /** Of runs that are not scripted. */
  readonly exitCode?: number;
  /** No run starts after the last one. */
  readonly stopped?: boolean;
  readonly neverRan?: boolean;
  /** A run out of turn. */
  readonly extra?: { readonly start: Seconds; readonly seconds: Seconds; readonly exitCode: number };
  readonly fate?: 'rejected' | 'hidden' | 'removed';
  /** What its rules watch, in place of its own metric. */
  readonly rules?: 'without-slash' | 'none';
  /** Where its line in the crontab is not as it should be. */
  readonly line?: JobOnHost['line'];
  /** What a run says that fails, where that is not the usual. */
  readonly why?: string;
  readonly damagedDatabase?: boolean;
}

/** An exporter that is down when the demo begins, comes back soon, and goes away for a while now and then. */
const RESTARTING = [
  { from: -25 * MINUTE, to: MINUTE, kind: 'down' } as const,
  ...Array.from({ length: 144 }, (_, turn) => {
    const from = (turn + 1) * 10 * MINUTE;
    return { from, to: from + 3 * MINUTE, kind: 'down' } as const;
  }),
];

/** In the order in which a fleet takes them. */
export const CAST_HOSTS: readonly CastHost[] = [
  { name: 'db01', better: true },
  { name: 'web01' },
  { name: 'files01' },
  { name: 'mail01', better: true },
  { name: 'influx01' },
  { name: 'nas01', outages: RESTARTING },
  { name: 'iot01', clockAhead: 3 * HOUR },
  { name: 'app01' },
  { name: 'branch01', outages: [{ from: -2 * HOUR, to: Number.POSITIVE_INFINITY, kind: 'unreachable' }] },
  { name: 'web-02', strayFile: true },
  { name: 'proxy01', outages: [{ from: -2 * HOUR, to: Number.POSITIVE_INFINITY, kind: 'failing' }] },
  { name: 'shop01' },
  { name: 'shop01-clone', nodename: 'shop01' },
];

/** In the order in which a fleet takes them: among the first eight is one of every status. */
export const CAST_JOBS: readonly CastJob[] = [
  {
    // Failed in the night; somebody starts it again while one looks, and it ends well.
    host: 'db01',
    path: '/var/lib/postgresql',
    lastStart: -3 * HOUR,
    usual: 18 * MINUTE,
    runs: { 0: { seconds: 41, exitCode: 100 } },
    extra: { start: 45, seconds: 30, exitCode: 0 },
  },
  {
    // Goes on when the demo begins, and for half of the time after.
    host: 'db01',
    path: '/srv/dumps',
    lastStart: -4 * MINUTE,
    period: 10 * MINUTE,
    usual: 5 * MINUTE,
    runs: { 0: { seconds: 4 * MINUTE + 40, exitCode: 0 } },
  },
  { host: 'web01', path: '/srv/my-data', lastStart: -6 * HOUR, fate: 'rejected' },
  { host: 'mail01', path: '/var/vmail', lastStart: -52 * HOUR, usual: 14 * MINUTE, stopped: true, line: 'off' },
  {
    host: 'files01',
    path: '/srv/media',
    lastStart: -3 * HOUR,
    usual: 15 * MINUTE,
    runs: { 0: { seconds: 90 * MINUTE, exitCode: 0 } },
  },
  { host: 'web01', path: '/var/www', lastStart: -5 * HOUR, runs: { 0: { exitCode: 2 } } },
  { host: 'iot01', path: '/srv/sensors', lastStart: -HOUR, usual: 3 * MINUTE },
  {
    // Something to see at once: it runs every other minute, and every third run fails.
    host: 'mail01',
    path: '/var/spool/orders',
    lastStart: -94,
    period: 100,
    usual: 30,
    runs: { 0: { seconds: 30, exitCode: 0 } },
    failsEach: 3,
    why: 'database is locked',
  },
  { host: 'files01', path: '/srv/archive', lastStart: -7 * HOUR, runs: { 0: { exitCode: 3 } } },
  { host: 'influx01', path: '/var/lib/influxdb/', lastStart: -2 * HOUR, rules: 'without-slash' },
  { host: 'nas01', path: '/volume1/photos', lastStart: -9 * HOUR, usual: 50 * MINUTE },
  { host: 'influx01', path: '/var/lib/grafana', lastStart: 0, neverRan: true },
  { host: 'app01', path: '/opt/app', lastStart: -8 * HOUR, runs: { 0: { seconds: 12 * MINUTE, exitCode: 137 } } },
  {
    host: 'app01',
    path: '/srv/uploads',
    lastStart: -4 * HOUR,
    runs: { 0: { seconds: 320, exitCode: 127 } },
    line: 'poor-path',
  },
  { host: 'db01', path: '/etc', lastStart: -10 * HOUR, usual: 20, exitCode: 1 },
  {
    // Its nightly run ends badly while one looks.
    host: 'files01',
    path: '/home',
    lastStart: -DAY - 20 * MINUTE,
    usual: 22 * MINUTE,
    runs: { 1: { seconds: 21 * MINUTE + 30, exitCode: 100 } },
    damagedDatabase: true,
  },
  { host: 'app01', path: '/srv/shop', lastStart: -2 * HOUR, period: 6 * HOUR, fate: 'hidden' },
  { host: 'branch01', path: '/srv/pos', lastStart: -11 * HOUR },
  { host: 'web01', path: '/etc', lastStart: -10 * HOUR, usual: 15, exitCode: 1 },
  { host: 'files01', path: '/srv/projects', lastStart: -9 * HOUR, runs: { 0: { exitCode: 50 } } },
  { host: 'influx01', path: '/etc/telegraf', lastStart: -12 * HOUR, usual: 8, rules: 'none' },
  { host: 'mail01', path: '/etc', lastStart: -10 * HOUR, usual: 18, exitCode: 1 },
  { host: 'nas01', path: '/volume1/backup', lastStart: -8 * HOUR, usual: 35 * MINUTE },
  { host: 'app01', path: '/var/lib/redis', lastStart: -HOUR, usual: 2 * MINUTE },
  { host: 'mail01', path: '/srv/lists', lastStart: -2 * DAY, fate: 'removed', stopped: true, line: 'gone' },
  { host: 'proxy01', path: '/etc/haproxy', lastStart: -6 * HOUR, usual: 5 },
  { host: 'shop01', path: '/srv/till', lastStart: -5 * HOUR },
  { host: 'shop01-clone', path: '/srv/till', lastStart: -7 * HOUR },
  { host: 'web01', path: '/srv/tls', lastStart: -13 * HOUR, usual: 6, runs: { 0: { exitCode: 200 } } },
];
