import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Job } from '../../../src/domain/job.ts';
import { showJob } from '../../../src/present/show/job.ts';
import { visible } from '../../../src/text/safe-text.ts';
import { displayWidth } from '../../../src/text/width.ts';
import { aCause, aFleet, ago, aJob, anAlert, aRun, aSighting, aTrend, NOW } from '../support/snapshot.ts';
import { expected, printed } from '../support/text.ts';

const failedRun = aRun({ startedAt: ago(11_530), durationSeconds: 41, exitCode: 100 });
const FAILED: Partial<Job> = {
  host: 'db01',
  path: '/var/lib/postgresql',
  status: 'failed',
  lastRun: failedRun,
  trend: aTrend({ medianSeconds: 780, failures: 2 }),
  lastSuccessAt: ago(97_000),
  cause: aCause('exit-failed', 'duplicati-cli ended with 100: an error occurred', {
    evidence: ['duplicati_db01__var_lib_postgresql_last_exitcode is 100, from exporter:http://10.0.0.5:9100/metrics'],
    next: "the reason is in the console output of that run on db01 (root's mail, or the cron log)",
  }),
  otherCauses: [
    aCause('prometheus-behind', 'Prometheus shows an older run', { evidence: [], next: 'look at its targets' }),
  ],
  alerts: [anAlert({ summary: 'backup of db01 failed' })],
  schedule: '*/15 * * * *',
  rules: ['MONITORED DUPLICATI JOB db01__var_lib_postgresql HAD FAILURE'],
  dbPath: '/var/duplicati_F53GC4RPNRUWELTQN5ZXIZ3S\nMVZXC3AK.sqlite',
  declaredBy: [{ origin: 'ansible', where: '/etc/ansible/host_vars/db01.yml:12' }],
  seen: {
    exporter: aSighting({ source: 'exporter:http://10.0.0.5:9100/metrics', at: ago(4), lastRun: failedRun }),
    prometheus: aSighting({ at: ago(3000), stale: true, lastRun: aRun({ startedAt: ago(97_930) }) }),
  },
};
const HISTORY = [
  failedRun,
  aRun({ startedAt: ago(97_930) }),
  aRun({ startedAt: ago(184_000), durationSeconds: 1624, exitCode: 1 }),
];

function show(
  job: Partial<Job>,
  { width = 80 as number | null, ascii = false, history = null as typeof HISTORY | null } = {},
) {
  return printed(showJob(aJob(job), history, { now: NOW, ascii, width }));
}

describe('a job in full', () => {
  it('says that the next run is a guess where no schedule tells it, and how long it has been failing at least', () => {
    const known = aTrend({ failures: 10 });
    const failing = known.failing && { ...known.failing, sinceExact: false };
    const shown = show({ trend: { ...known, failing, durations: null } }, { width: null, ascii: true });
    expect(shown).toContain('next run      about 2026-11-25 18:42:20Z, in 23h: a guess, as it runs every 1d\n');
    expect(shown).toContain('failing       all 10 known runs, since 2026-11-15 18:42:20Z, 9d 1h ago, or for longer\n');
    expect(shown).toContain('the newest    xxxxxxxxxx\n');
    expect(shown).not.toContain('good runs');
  });

  it('has no bars and no signs for runs where it is read out', () => {
    const text = printed(showJob(aJob(FAILED), HISTORY, { now: NOW, ascii: false, width: 100, spoken: true }));
    expect(text).toContain('HISTORY');
    expect(text).not.toMatch(/[▁-█]/);
  });

  it('tells everything, worst first, in 80 columns', () => {
    expect(show(FAILED, { history: HISTORY })).toBe(
      expected(String.raw`
        |db01:/var/lib/postgresql
        |✖ failed  exit code 100, failed; started 3h 12m ago
        |
        |CAUSE
        |  exit-failed: duplicati-cli ended with 100: an error occurred
        |    • duplicati_db01__var_lib_postgresql_last_exitcode is 100, from
        |      exporter:http://10.0.0.5:9100/metrics
        |    next: the reason is in the console output of that run on db01 (root's mail,
        |          or the cron log)
        |
        |ALSO
        |  prometheus-behind: Prometheus shows an older run
        |    next: look at its targets
        |
        |LAST RUN
        |  started       2026-11-24 16:30:10Z, 3h 12m ago
        |  duration      41s
        |  exit code     100: an error occurred
        |  last success  2026-11-23 16:45:40Z, 1d 2h ago
        |
        |ALERTS
        |  firing        MONITORED DUPLICATI JOB db01__var_lib_postgresql HAD FAILURE,
        |                since 2026-11-24 17:37:20Z, 2h 5m ago, severity error
        |                backup of db01 failed
        |
        |TREND
        |  runs          10 known since 2026-11-15 18:42:20Z, 2 of them failed
        |  the newest    ▄▄▄▄▄▅▅▅✖✖
        |  failing       2 runs in a row, since 2026-11-23 18:42:20Z, 1d 1h ago
        |  good runs     median 13m, eight of ten took 12m to 14m, the longest 26m; 7
        |                runs before the last
        |
        |HISTORY
        |  2026-11-24 16:30:10Z       41s  ▋                         100 failed
        |  2026-11-23 16:30:10Z   13m 32s  ████████████                0 success
        |  2026-11-22 16:35:40Z    27m 4s  ████████████████████████    1 unchanged
        |
        |SOURCES
        |  source        exporter:http:/….5:9100/metrics  prometheus:default
        |  seen          4s ago                           50m ago, stale
        |  started       2026-11-24 16:30:10Z             2026-11-23 16:30:10Z
        |  duration      41s                              13m 32s
        |  exit code     100 failed                       0 success
        |
        |EXPECTED
        |  max age       1d, from its alert rule
        |  schedule      */15 * * * *
        |  next run      in 2m 40s
        |  declared by   ansible: /etc/ansible/host_vars/db01.yml:12
        |  watched by    MONITORED DUPLICATI JOB db01__var_lib_postgresql HAD FAILURE
        |
        |NAMES
        |  instance      10.0.0.5:9100
        |  metric        db01__var_lib_postgresql
        |  series        duplicati_db01__var_lib_postgresql_last_run_start
        |                duplicati_db01__var_lib_postgresql_last_run_seconds
        |                duplicati_db01__var_lib_postgresql_last_exitcode
        |  database      /var/duplicati_F53GC4RPNRUWELTQN5ZXIZ3S\nMVZXC3AK.sqlite
      `),
    );
  });

  it('says that a rule declares it, and every other kind with where that is', () => {
    const declaredBy = [
      { origin: 'rule', where: 'rule A (prometheus default)' },
      { origin: 'config', where: '/etc/duptop/config.yml:7' },
    ] as const;
    expect(show({ declaredBy })).toContain(
      '|  declared by   rule A (prometheus default)\n|                config: /etc/duptop/config.yml:7\n',
    );
  });

  it('is as plain in ASCII and 60 columns', () => {
    expect(show({ pathExact: false }, { width: 60, ascii: true, history: [aRun()] })).toBe(
      expected(`
        |influx01:/var/lib/influxdb ?
        |. ok  exit code 0, success; started 1h ago
        |the path is a guess: in the name of the series, _ stands for
        |/ or for itself
        |
        |LAST RUN
        |  started       2026-11-24 18:42:20Z, 1h ago
        |  duration      13m 32s
        |  exit code     0: success
        |
        |HISTORY
        |  2026-11-24 18:42:20Z   13m 32s  ######    0 success
        |
        |SOURCES
        |  source        prometheus:default
        |  seen          12s ago
        |  started       2026-11-24 18:42:20Z
        |  duration      13m 32s
        |  exit code     0 success
        |
        |EXPECTED
        |  max age       1d, from its alert rule
        |
        |NAMES
        |  instance      10.0.0.5:9100
        |  metric        influx01__var_lib_influxdb
        |  series        duplicati_influx01__var_lib_influxdb_last_ru
        |                n_start
        |                duplicati_influx01__var_lib_influxdb_last_ru
        |                n_seconds
        |                duplicati_influx01__var_lib_influxdb_last_ex
        |                itcode
      `),
    );
  });

  it('wraps nothing where the width is not limited', () => {
    expect(show(FAILED, { width: null })).toContain(
      'duplicati_db01__var_lib_postgresql_last_exitcode is 100, from exporter:http://10.0.0.5:9100/metrics\n',
    );
  });

  it('says that a path is a guess', () => {
    expect(show({ pathExact: false })).toContain('/var/lib/influxdb ?\n');
    expect(show({ pathExact: false })).toContain('the path is a guess');
    expect(show({})).not.toContain('guess');
  });

  it('says that a clock is ahead instead of promising a run', () => {
    expect(show({ lastRun: aRun({ startedAt: ago(-7200) }) })).toContain('2h ahead of our clock');
  });

  it('says that no run is known instead of showing zeros', () => {
    const text = show({ lastRun: null, status: 'missing', seen: { prometheus: null, exporter: null } });
    expect(text).toContain('○ missing  no run is known');
    expect(text).not.toContain('LAST RUN');
    expect(text).not.toContain('SOURCES');
  });

  it('shows the ten newest runs of its history, newest first', () => {
    const history = Array.from({ length: 14 }, (_, day) => aRun({ startedAt: ago(day * 86_400) })).reverse();
    const text = show({}, { history });
    const days = [...text.matchAll(/^\| {2}(2026-11-\d\d) /gm)].map(([, day]) => day);
    expect(days).toEqual(['24', '23', '22', '21', '20', '19', '18', '17', '16', '15'].map((day) => `2026-11-${day}`));
  });

  it('marks what the sources do not agree on', () => {
    const lines = showJob(aJob(FAILED), null, { now: NOW, ascii: false, width: 80 });
    const toneOf = (label: string) => lines.find(([first]) => first?.text.trim() === label)?.[1]?.tone;
    const after = lines.slice(lines.findIndex(([first]) => first?.text === 'SOURCES'));
    const toneInSources = (label: string) => after.find(([first]) => first?.text.trim() === label)?.[1]?.tone;
    expect([toneInSources('exit code'), toneInSources('seen')]).toEqual(['warning', 'plain']);
    expect(toneOf('exit code')).toBe('failed');
  });

  it('keeps lines in the window and text safe, whatever the names', () => {
    const name = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(name, name, fc.integer({ min: 60, max: 200 }), (host, path, width) => {
        for (const line of showJob(aJob({ ...FAILED, host, path }), HISTORY, { now: NOW, ascii: false, width })) {
          const text = line.map((piece) => piece.text).join('');
          expect(visible(text)).toBe(text);
          expect(displayWidth(text.trimEnd())).toBeLessThanOrEqual(width);
        }
      }),
    );
  });

  it('can be made of every job of a fleet', () => {
    for (const job of aFleet().jobs) expect(show(job)).toContain('NAMES');
  });
});
