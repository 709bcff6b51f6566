import type { Cause, CauseCode } from '../../../src/domain/cause.ts';
import type { Job, JobId, Sighting } from '../../../src/domain/job.ts';
import { asMetric } from '../../../src/domain/metric.ts';
import { classicMetric } from '../../../src/domain/metric-name.ts';
import type { Run } from '../../../src/domain/run.ts';
import type { Host, Snapshot, SourceState } from '../../../src/domain/snapshot.ts';
import { STATUSES, type Status } from '../../../src/domain/status.ts';
import type { Trend } from '../../../src/domain/trend/trend.ts';
import type { FaultyHost, Row } from '../../../src/present/row.ts';
import { visible } from '../../../src/text/safe-text.ts';

/** When everything here is looked at. */
export const NOW = Date.parse('2026-11-24T19:42:20Z');

/** A moment so many seconds before `NOW`. */
export function ago(seconds: number): number {
  return NOW - seconds * 1000;
}

/** A good run of 812 s an hour ago. */
export function aRun(given: Partial<Run> = {}): Run {
  return { startedAt: ago(3600), durationSeconds: 812, exitCode: 0, ...given };
}

export function aCause(
  code: CauseCode,
  message: string = code,
  given: { evidence?: string[]; next?: string } = {},
): Cause {
  return {
    code,
    message: visible(message),
    evidence: (given.evidence ?? [`seen: ${code}`]).map(visible),
    next: visible(given.next ?? 'look at it'),
  };
}

export function aSighting(given: Partial<Sighting> = {}): Sighting {
  return { source: 'prometheus:default', at: ago(12), stale: false, lastRun: aRun(), ...given };
}

/** A healthy job, seen by Prometheus 12 s ago; what is given replaces what is there, and id, metric and sighting follow. */
export function aJob(given: Partial<Job> = {}): Job {
  const { host = 'influx01', path = '/var/lib/influxdb', lastRun = aRun() } = given;
  return {
    id: `${host}:${path}` as JobId,
    host,
    path,
    pathExact: true,
    metric: classicMetric(host, path),
    instance: '10.0.0.5:9100',
    status: 'ok',
    cause: null,
    otherCauses: [],
    lastRun,
    lastSuccessAt: null,
    runningSince: null,
    maxAge: { seconds: 86_400, from: 'rule' },
    schedule: null,
    trend: null,
    alerts: [],
    rules: [],
    dbPath: null,
    declaredBy: [],
    seen: { prometheus: aSighting({ lastRun }), exporter: null },
    ...given,
  };
}

/** Of ten nightly runs, so many of them failed at the end. */
export function aTrend({
  medianSeconds = 780,
  failures = 0,
}: {
  medianSeconds?: number;
  failures?: number;
} = {}): Trend {
  const recent = Array.from({ length: 10 }, (_, at) =>
    aRun({
      startedAt: ago(3600 + (9 - at) * 86_400),
      durationSeconds: medianSeconds + at,
      exitCode: at >= 10 - failures ? 100 : 0,
    }),
  );
  return {
    recent,
    runs: 10,
    failedRuns: failures,
    knownSince: ago(3600 + 9 * 86_400),
    failing: failures === 0 ? null : { runs: failures, since: ago(3600 + (failures - 1) * 86_400), sinceExact: true },
    lastSuccessAt: ago(3600 + failures * 86_400),
    durations: {
      runs: 9 - failures,
      medianSeconds,
      lowSeconds: medianSeconds - 60,
      highSeconds: medianSeconds + 60,
      longestSeconds: 2 * medianSeconds,
    },
    rhythm: { everySeconds: 86_400, nextAt: ago(3600 - 86_400) },
  };
}

/** A healthy host without jobs. */
export function aHost(given: Partial<Host> = {}): Host {
  return {
    host: 'web-01',
    instance: '10.0.0.8:9100',
    exporter: { url: 'http://10.0.0.8:9100/metrics', up: true, error: null },
    textfileErrors: 0,
    jobs: 0,
    lastScrapeAt: ago(12),
    scrapeIntervalSeconds: 15,
    cause: null,
    ...given,
  };
}

export function aSource(given: Partial<SourceState> = {}): SourceState {
  return {
    id: 'prometheus:default',
    kind: 'prometheus',
    name: 'default',
    url: 'http://localhost:9090',
    ok: true,
    fetchedAt: ago(3),
    durationMs: 12,
    error: null,
    hint: null,
    warnings: [],
    ...given,
  };
}

/** Its summary counts what is given. */
export function aSnapshot(given: Partial<Snapshot> = {}): Snapshot {
  const { jobs = [], hosts = [] } = given;
  const counts = Object.fromEntries(
    STATUSES.map((status) => [status, jobs.filter((job) => job.status === status).length]),
  ) as Record<Status, number>;
  const hostProblems = hosts.filter((host) => host.cause !== null).length;
  const summary = { ...counts, total: jobs.length, hostProblems };
  return { generatedAt: NOW, sources: [aSource()], summary, jobs, hosts, ...given };
}

export function jobRow(given: Partial<Job> = {}): Row {
  return { kind: 'job', job: aJob(given) };
}

export function hostRow(given: Partial<Host> & { cause?: Cause } = {}): Row {
  return { kind: 'host', host: { ...aHost(), cause: aCause('exporter-down'), ...given } as FaultyHost };
}

/** A fleet with a job of each status, a fault of a host, guesses, stale numbers, and names from all over the world. */
export function aFleet(): Snapshot {
  const stale = { prometheus: aSighting({ at: ago(3000), stale: true }), exporter: null };
  const jobs: Job[] = [
    aJob({
      host: 'db01',
      path: '/var/lib/postgresql',
      status: 'failed',
      lastRun: aRun({ startedAt: ago(11_530), durationSeconds: 41, exitCode: 100 }),
      cause: aCause('exit-failed', 'duplicati-cli ended with 100: an error occurred', {
        evidence: [
          'duplicati_db01__var_lib_postgresql_last_exitcode is 100, from prometheus:default as of 2026-11-24 19:42:08Z',
          'the run started 2026-11-24 16:30:10Z, 3h 12m 10s ago',
        ],
        next: "the reason is in the console output of that run on db01 (root's mail, or the cron log): destination, passphrase, database or disk",
      }),
      alerts: [anAlert(), anAlert({ state: 'pending', activeAt: ago(30) })],
      trend: aTrend({ medianSeconds: 780, failures: 2 }),
    }),
    aJob({
      host: 'db02',
      path: '/srv/dumps/',
      pathExact: false,
      status: 'missing',
      lastRun: null,
      instance: null,
      seen: { prometheus: null, exporter: null },
      cause: aCause('never-ran', 'declared, but it has never reported: db02 has no metrics of it'),
      declaredBy: [{ origin: 'rule', where: 'rule MONITORED DUPLICATI JOB db02__srv_dumps_ DIDNT START IN 24hrs' }],
    }),
    aJob({
      host: 'mail',
      path: '/var/vmail',
      pathExact: false,
      status: 'late',
      lastRun: aRun({ startedAt: ago(187_200) }),
      cause: aCause('late', 'the last run started 2d 4h ago; at most 1d is allowed'),
    }),
    aJob({
      host: '備份主機',
      path: '/srv/写真/été/🎉',
      status: 'unknown',
      lastRun: aRun({ startedAt: ago(7200) }),
      seen: stale,
      cause: aCause('exporter-down', 'node_exporter on 備份主機 is down: nothing listens at 10.0.0.9:9100'),
    }),
    aJob({
      host: 'web-02',
      path: '/srv/www',
      status: 'warning',
      lastRun: aRun({ exitCode: 2 }),
      cause: aCause('exit-warnings', 'duplicati-cli ended with 2: success, with warnings'),
      schedule: '*/15 * * * *',
    }),
    aJob({
      host: 'web-03',
      path: '/home',
      status: 'slow',
      lastRun: aRun({ durationSeconds: 9000 }),
      trend: aTrend({ medianSeconds: 1200 }),
      cause: aCause('slow', 'the last run took 2h 30m; the median of the runs before is 20m'),
    }),
    aJob({ host: 'web-04', path: '/etc', status: 'running', runningSince: ago(90), lastRun: aRun({ exitCode: 1 }) }),
    aJob({
      pathExact: false,
      dbPath: '/var/duplicati_F53GC4RPNRUWEL3JNZTGY5LYMRRC6CQ_.sqlite',
      lastSuccessAt: ago(2788),
    }),
    aJob({
      host: 'ahead',
      path: '/srv',
      status: 'warning',
      lastRun: aRun({ startedAt: ago(-10_900) }),
      cause: aCause('clock-skew', 'the clock of ahead is ahead: the last run started 3h 1m 40s in the future'),
    }),
    aJob({ host: 'evil\x1b[2J', path: '/srv/a\u202eb\nc', metric: asMetric('evil') }),
  ];
  const hosts = [
    aHost({
      textfileErrors: 1,
      cause: aCause(
        'textfile-rejected',
        'node_exporter on web-01 dropped duplicati_web-01__srv.prom: "-" in a metric name',
      ),
    }),
    aHost({ host: 'influx01', instance: '10.0.0.5:9100', jobs: 1 }),
  ];
  return aSnapshot({ jobs, hosts });
}

export function anAlert(given: Partial<Job['alerts'][number]> = {}): Job['alerts'][number] {
  return {
    name: 'MONITORED DUPLICATI JOB db01__var_lib_postgresql HAD FAILURE',
    state: 'firing',
    activeAt: ago(7500),
    severity: 'error',
    instance: null,
    host: null,
    path: null,
    summary: null,
    ...given,
  };
}
