import { describe, expect, it } from 'vitest';
import {
  declaredByConfig,
  declaredByRule,
  direct,
  fromExporter,
  HOUR,
  hoursAgo,
  labelled,
  NOW,
  nightlyRuns,
  onlyJob,
  reading,
  rulesFor,
  run,
  snapshotOf,
  target,
  verdict,
} from './support/readings.ts';

describe('how the last run ended', () => {
  it.each([
    [0, 'ok'],
    [1, 'ok'],
    [2, 'warning exit-warnings'],
    [3, 'failed exit-errors'],
    [7, 'warning exit-warnings'],
    [50, 'failed exit-partial'],
    [100, 'failed exit-failed'],
    [127, 'failed exit-not-found'],
    [137, 'failed exit-killed'],
    [200, 'failed exit-bad-arguments'],
  ])('takes exit code %i as %s', (exitCode, expected) => {
    const job = onlyJob(
      snapshotOf({ instances: [reading({ runs: { web__srv: run(2, exitCode) } })], targets: [target()] }),
    );
    expect(verdict(job)).toBe(expected);
    if (job.cause) {
      expect(job.cause.evidence[0]).toContain(`duplicati_web__srv_last_exitcode is ${exitCode}`);
      expect(job.cause.next).not.toBe('');
    }
  });

  it('says that the classic rule stays silent about verification errors', () => {
    const job = onlyJob(snapshotOf({ instances: [reading({ runs: { web__srv: run(2, 3) } })], targets: [target()] }));
    expect(job.cause?.evidence.join('\n')).toContain('stays silent about 3');
  });

  it('takes a failure as worse than being late, and tells both', () => {
    const job = onlyJob(
      snapshotOf({ instances: [reading({ runs: { web__srv: run(50, 100) } })], targets: [target()] }),
    );
    expect(verdict(job)).toBe('failed exit-failed');
    expect(job.otherCauses.map(({ code }) => code)).toEqual(['late']);
  });
});

describe('how old the last run is', () => {
  const late = (hours: number, more: Parameters<typeof snapshotOf>[0] = {}) =>
    onlyJob(snapshotOf({ instances: [reading({ runs: { web__srv: run(hours) } })], targets: [target()], ...more }));

  it('is late after the default of 24 hours', () => {
    expect(verdict(late(23.9))).toBe('ok');
    expect(verdict(late(24.1))).toBe('late late');
  });

  it('is judged by the threshold of the loaded rule before the default', () => {
    const rules = rulesFor('web__srv', { maxAgeSeconds: 7 * 86_400 });
    const declared = [{ ...declaredByRule('web__srv'), maxAgeSeconds: 7 * 86_400 }];
    const job = late(48, { rules, declared });
    expect(verdict(job)).toBe('ok');
    expect(job.maxAge).toEqual({ seconds: 7 * 86_400, from: 'rule' });
  });

  it('is judged by the job’s own configuration before all else', () => {
    const declared = [
      declaredByRule('web__srv'),
      declaredByConfig('web', '/srv', { maxAgeSeconds: 48 * HOUR, schedule: '0 * * * *' }),
    ];
    expect(late(30, { declared, rules: rulesFor('web__srv') }).maxAge).toEqual({ seconds: 48 * HOUR, from: 'config' });
  });

  it('is judged by the longest wait of the schedule, in whatever time zone the host has it', () => {
    const declared = [declaredByConfig('web', '/srv', { schedule: '0 * * * *' })];
    expect(verdict(late(0.9, { declared }))).toBe('ok');
    expect(verdict(late(4, { declared }))).toBe('late late');
    expect(late(3, { declared }).maxAge.from).toBe('schedule');
  });

  it('tells a clock that is ahead from a run that is young', () => {
    const job = late(-3);
    expect(verdict(job)).toBe('unknown clock-skew');
    expect(job.cause?.message).toContain('3h in the future');
  });

  it('does not take a minute between two clocks for a fault', () => {
    expect(verdict(late(-0.01))).toBe('ok');
  });
});

describe('how long the last run took', () => {
  const took = (seconds: number, median: number) =>
    onlyJob(
      snapshotOf({
        instances: [reading({ runs: { web__srv: run(2, 0, seconds) } })],
        targets: [target()],
        past: [nightlyRuns('web__srv', [0, 0, 0, 0, 0], median)],
      }),
    );

  it('is slow over three times the median', () => {
    expect(verdict(took(901, 300))).toBe('slow slow');
    expect(verdict(took(900, 300))).toBe('ok');
  });

  it('is not slow for seconds that vary', () => {
    expect(verdict(took(20, 2))).toBe('ok');
  });
});

describe('what earlier runs tell', () => {
  const failed = (exitCodes: readonly number[]) =>
    onlyJob(
      snapshotOf({
        instances: [reading({ runs: { web__srv: run(2, 100) } })],
        targets: [target()],
        past: [nightlyRuns('web__srv', exitCodes)],
      }),
    );

  it('is evidence of a failure: how many in a row, since when, and the last good backup', () => {
    const { cause, lastSuccessAt } = failed([0, 0, 100, 50, 3]);
    expect(cause?.evidence).toContain('the 4th failure in a row, since 2026-11-21 10:00:00Z, 3d 2h ago');
    expect(cause?.evidence).toContain('the last good backup completed 2026-11-20 10:01:00Z, 4d 1h ago');
    expect(lastSuccessAt).toBe(hoursAgo(2 + 4 * 24) + 60_000);
  });

  it('tells the first failure from one that may be old', () => {
    expect(failed([0]).cause?.evidence).toContain('the first failure after good runs');
    const { cause } = failed([100, 100]);
    expect(cause?.evidence.join('\n')).toContain(
      'all 3 known runs failed, the first of them started 2026-11-22 10:00:00Z',
    );
    expect(cause?.evidence).toContain('no good run is known since 2026-11-22 10:00:00Z');
  });

  it('is evidence of being late: the last good backup', () => {
    const job = onlyJob(snapshotOf({ instances: [reading({ runs: { web__srv: run(30) } })], targets: [target()] }));
    expect(job.cause?.evidence).toContain('the last good backup completed 2026-11-23 06:01:00Z, 1d 5h ago');
  });

  it('prefers what the wrapper itself says of the last good backup', () => {
    const job = onlyJob(
      snapshotOf({
        instances: [reading({ labelled: [labelled({ exitCode: 100, lastSuccessAt: hoursAgo(50) })] })],
        targets: [target()],
      }),
    );
    expect(job.lastSuccessAt).toBe(hoursAgo(50));
  });

  it('does not take the classic runs of a shared series for those of one path', () => {
    const both = ['/a/b', '/a_b'].map((path) => labelled({ path }));
    const { jobs } = snapshotOf({
      instances: [reading({ labelled: both, runs: { web__a_b: run(2, 100) } })],
      targets: [target()],
      past: [nightlyRuns('web__a_b', [100, 100])],
    });
    expect(jobs.map(({ trend }) => trend)).toEqual([null, null]);
  });

  it('says that a run which goes on for much longer than any before may be stuck', () => {
    const job = onlyJob(
      snapshotOf({
        instances: [reading({ labelled: [labelled({ running: true })], runs: { web__srv: run(26, 0, 600) } })],
        targets: [target()],
        past: [nightlyRuns('web__srv', [0, 0, 0, 0, 0, 0], 600)],
      }),
    );
    expect(verdict(job)).toBe('slow slow');
    expect(job.cause?.message).toContain('running for 2h, much longer than ever: it may be stuck');
  });
});

describe('metrics that are not whole', () => {
  it('can not judge a job without its start', () => {
    const job = onlyJob(snapshotOf({ instances: [reading({ runs: { web__srv: run(null) } })], targets: [target()] }));
    expect(verdict(job)).toBe('unknown textfile-missing');
    expect(job.cause?.message).toContain('duplicati_web__srv_last_run_start');
  });

  it('still tells a failure when the start is missing', () => {
    const job = onlyJob(
      snapshotOf({ instances: [reading({ runs: { web__srv: run(null, 100) } })], targets: [target()] }),
    );
    expect(verdict(job)).toBe('failed exit-failed');
  });
});

describe('a job that nobody shows', () => {
  const absent = (parts: Parameters<typeof snapshotOf>[0]) =>
    onlyJob(snapshotOf({ targets: [target()], declared: [declaredByRule('web__srv_my-data')], ...parts }));

  it('was rejected when the exporter dropped a file and did not read the job’s', () => {
    const job = absent({ instances: [reading({ textfileError: true })] });
    expect(verdict(job)).toBe('missing textfile-rejected');
    expect(job.cause?.message).toContain('"-" in a metric name');
    expect(job.cause?.next).toContain('duplicati_web__srv_my_data_last_run_start');
    expect(job.host).toBe('web');
  });

  it('never ran when the exporter answers and nothing was dropped', () => {
    expect(verdict(absent({ instances: [reading()] }))).toBe('missing never-ran');
  });

  it('is gone when it was there before', () => {
    const job = absent({
      declared: [declaredByRule('web__srv')],
      instances: [reading(), reading({ stale: true, at: hoursAgo(5), runs: { web__srv: run(6) } })],
    });
    expect(verdict(job)).toBe('missing textfile-missing');
    expect(job.lastRun?.startedAt).toBe(hoursAgo(6));
    expect(job.cause?.message).toContain('gone from web since 5h');
  });

  it('is hidden when its file was read and none of its series are served', () => {
    const job = absent({
      declared: [declaredByRule('web__srv')],
      instances: [
        reading({
          files: { 'duplicati_web__srv.prom': hoursAgo(1) },
          gatheringErrors: 12,
          gatheringErrorsLately: 4,
        }),
      ],
    });
    expect(verdict(job)).toBe('missing textfile-shadowed');
    expect(job.cause?.evidence.join('\n')).toContain('cause="gathering"} on 10.0.0.1:9100 has grown by 4');
  });

  it('has an empty file, and no other one that hides it, when no scrape has lost series lately', () => {
    const job = absent({
      declared: [declaredByRule('web__srv')],
      instances: [
        reading({
          files: { 'duplicati_web__srv.prom': hoursAgo(1) },
          gatheringErrors: 12,
          gatheringErrorsLately: 0,
        }),
      ],
    });
    expect(verdict(job)).toBe('missing textfile-missing');
    expect(JSON.stringify(job.cause)).not.toMatch(/hide|copy|gathering/);
  });

  it('may have an empty file or a hidden one when one look at the exporter can’t tell', () => {
    const job = absent({
      declared: [declaredByRule('web__srv')],
      instances: [reading({ files: { 'duplicati_web__srv.prom': hoursAgo(1) }, gatheringErrors: 12 })],
    });
    expect(verdict(job)).toBe('missing textfile-missing');
    expect(job.cause?.evidence.join('\n')).toContain('is 12 on 10.0.0.1:9100');
    expect(job.cause?.evidence.join('\n')).toContain('perhaps long ago');
    expect(job.cause?.next).toMatch(/is the file empty.*another file may hide it/);
  });

  it.each([
    ['was seen before', [reading({ stale: true, at: hoursAgo(5), runs: { web__srv: run(6) } })]],
    ['was never seen', []],
  ])('%s: can’t be there where the textfile collector is off', (_, before) => {
    const job = absent({
      declared: [declaredByRule('web__srv')],
      instances: [reading({ textfileError: null }), ...before],
    });
    expect(verdict(job)).toBe('missing textfile-missing');
    expect(job.cause?.message).toContain('the textfile collector of node_exporter on web is off');
    expect(job.cause?.next).toMatch(/--no-collector\.textfile.*--collector\.textfile/);
    expect(job.cause?.evidence.join('\n')).not.toContain('dropped no file');
  });

  it('is not gone with the collector where only its own series are not kept', () => {
    const { jobs } = snapshotOf({
      targets: [target()],
      instances: [
        reading({ textfileError: null, files: {}, runs: { web__etc: run(2) } }),
        reading({ stale: true, at: hoursAgo(5), runs: { web__srv: run(6) } }),
      ],
    });
    const gone = jobs.find(({ metric }) => metric === 'web__srv');
    expect(gone?.cause?.message).toContain('duplicati_web__srv.prom is not there any more');
    expect(gone?.cause?.evidence[0]).toContain('shows other textfiles, not duplicati_web__srv.prom');
  });

  it('can’t be there where its exporter reads no file at all: the folder first, then the only file', () => {
    const snapshot = snapshotOf({
      targets: [target()],
      instances: [
        reading({ textfileError: true }),
        reading({ stale: true, at: hoursAgo(5), runs: { web__srv: run(6) } }),
      ],
    });
    const job = onlyJob(snapshot);
    expect(verdict(job)).toBe('missing textfile-rejected');
    expect(job.cause?.message).toMatch(/read no textfile at all: its folder is missing.*, or the only file/);
    expect(job.cause?.next).toMatch(/--collector\.textfile\.directory.*ls -ld/);
    expect(snapshot.hosts[0]?.cause).toBeNull();
  });

  it('has no target when no Prometheus scrapes its host', () => {
    const job = onlyJob(snapshotOf({ declared: [declaredByRule('db__srv')] }));
    expect(verdict(job)).toBe('missing not-a-target');
    expect([job.host, job.path, job.pathExact]).toEqual(['db', '/srv', false]);
    expect(job.lastRun).toBeNull();
  });
});

describe('series of another file', () => {
  it('are not the job’s own when a copy is read before the job’s file', () => {
    const job = onlyJob(
      snapshotOf({
        instances: [
          fromExporter({
            runs: { web__srv: run(100) },
            files: { 'duplicati_web__a_copy.prom': hoursAgo(90), 'duplicati_web__srv.prom': hoursAgo(1) },
            filesByMetric: {
              web__srv: ['/textfiles/duplicati_web__a_copy.prom', '/textfiles/duplicati_web__srv.prom'],
            },
          }),
        ],
        direct: [direct('answered')],
        targetsKnown: false,
      }),
    );
    expect(job.cause?.code).toBe('late');
    expect(job.otherCauses.map(({ code }) => code)).toContain('textfile-shadowed');
  });

  it('make a job unknown that would be fine', () => {
    const job = onlyJob(
      snapshotOf({
        instances: [
          fromExporter({
            runs: { web__srv: run(10) },
            filesByMetric: {
              web__srv: ['/textfiles/duplicati_web__a_copy.prom', '/textfiles/duplicati_web__srv.prom'],
            },
          }),
        ],
        targetsKnown: false,
      }),
    );
    expect(verdict(job)).toBe('unknown textfile-shadowed');
    expect(job.cause?.message).toContain('duplicati_web__a_copy.prom, which hides duplicati_web__srv.prom');
  });
});

describe('a file that is younger than the run that its series tell', () => {
  const judged = (gatheringErrorsLately: number | null) =>
    onlyJob(
      snapshotOf({
        instances: [
          reading({
            runs: { web__srv: run(10) },
            files: { 'duplicati_web__srv.prom': hoursAgo(1) },
            gatheringErrors: 12,
            gatheringErrorsLately,
          }),
        ],
        targets: [target()],
      }),
    );

  it('is hidden by another one while scrapes lose series', () => {
    expect(verdict(judged(3))).toBe('unknown textfile-shadowed');
  });

  it('is as good as any when none does now, or when one look can’t tell', () => {
    expect(verdict(judged(0))).toBe('ok');
    expect(verdict(judged(null))).toBe('ok');
  });
});

describe('an instance that can not be had', () => {
  const lastKnown = reading({ stale: true, at: hoursAgo(1), runs: { web__srv: run(2) } });

  it.each([
    [
      'exporter-down',
      target({ health: 'down', lastError: 'dial tcp 10.0.0.1:9100: connect: connection refused' }),
      null,
    ],
    [
      'host-unreachable',
      target({ health: 'down', lastError: 'dial tcp 10.0.0.1:9100: connect: no route to host' }),
      null,
    ],
    ['host-unreachable', target({ health: 'down', lastError: 'context deadline exceeded' }), direct('unreachable')],
    ['exporter-down', target({ health: 'down', lastError: 'context deadline exceeded' }), direct('refused')],
    [
      'scrape-failing',
      target({ health: 'down', lastError: 'server returned HTTP status 503 Service Unavailable' }),
      null,
    ],
    ['scrape-failing', target({ health: 'down', lastError: 'context deadline exceeded' }), direct('bad-answer')],
  ])('is %s by what Prometheus and we see, and its jobs are unknown with their last words', (code, down, answer) => {
    const snapshot = snapshotOf({ instances: [lastKnown], targets: [down], direct: answer ? [answer] : [] });
    const job = onlyJob(snapshot);
    expect(verdict(job)).toBe(`unknown ${code}`);
    expect(job.lastRun?.startedAt).toBe(hoursAgo(2));
    expect(job.seen.prometheus?.stale).toBe(true);
    expect(job.cause?.evidence.join('\n')).toContain('last seen 2026-11-24 11:00:00Z');
    expect(snapshot.hosts.map(({ host, exporter, cause }) => [host, exporter.up, cause?.code])).toEqual([
      ['web', false, code],
    ]);
    expect(snapshot.summary.hostProblems).toBe(1);
  });

  it('never takes a job for late whose last runs nobody could see', () => {
    const old = reading({ stale: true, at: hoursAgo(40), runs: { web__srv: run(41) } });
    const job = onlyJob(
      snapshotOf({ instances: [old], targets: [target({ health: 'down', lastError: 'connection refused' })] }),
    );
    expect(verdict(job)).toBe('unknown exporter-down');
  });

  it('keeps a failure that was the last word', () => {
    const failed = reading({ stale: true, at: hoursAgo(1), runs: { web__srv: run(2, 100) } });
    const job = onlyJob(
      snapshotOf({ instances: [failed], targets: [target({ health: 'down', lastError: 'connection refused' })] }),
    );
    expect(verdict(job)).toBe('failed exit-failed');
    expect(job.otherCauses.map(({ code }) => code)).toEqual(['exporter-down']);
  });

  it('is up when Prometheus reaches it, whatever we reach', () => {
    const snapshot = snapshotOf({
      instances: [reading({ runs: { web__srv: run(2) } })],
      targets: [target()],
      direct: [direct('unreachable')],
    });
    expect(verdict(onlyJob(snapshot))).toBe('ok');
    expect(snapshot.hosts[0]).toMatchObject({ exporter: { up: true, error: 'unreachable' }, cause: null });
  });

  it('is a failing scrape when the exporter answers us and not Prometheus', () => {
    const snapshot = snapshotOf({
      instances: [fromExporter({ runs: { web__srv: run(2) } })],
      targets: [target({ health: 'down', lastError: 'server returned HTTP status 401 Unauthorized' })],
      direct: [direct('answered')],
    });
    expect(verdict(onlyJob(snapshot))).toBe('warning scrape-failing');
  });

  it('is not a target when Prometheus lists its targets without it', () => {
    const parts = {
      instances: [fromExporter({ scrapeJob: null, runs: { web__srv: run(2) } })],
      direct: [direct('answered', { scrapeJob: null })],
    };
    expect(verdict(onlyJob(snapshotOf(parts)))).toBe('warning not-a-target');
    expect(verdict(onlyJob(snapshotOf({ ...parts, targetsKnown: false })))).toBe('ok');
  });
});

describe('what the exporter shows and Prometheus does not', () => {
  it('is only newer for two scrapes', () => {
    const job = onlyJob(
      snapshotOf({
        instances: [reading({ runs: { web__srv: run(26) } }), fromExporter({ runs: { web__srv: run(0.02) } })],
        targets: [target()],
      }),
    );
    expect(verdict(job)).toBe('ok');
    expect(job.lastRun?.startedAt).toBe(hoursAgo(0.02));
    expect(job.seen.prometheus?.lastRun?.startedAt).toBe(hoursAgo(26));
  });

  it('is a Prometheus that is behind after that', () => {
    const job = onlyJob(
      snapshotOf({
        instances: [reading({ runs: { web__srv: run(26) } }), fromExporter({ runs: { web__srv: run(2) } })],
        targets: [target()],
      }),
    );
    expect(verdict(job)).toBe('warning prometheus-behind');
  });

  it('is told when Prometheus does not have the job at all', () => {
    const job = onlyJob(
      snapshotOf({ instances: [reading(), fromExporter({ runs: { web__srv: run(2) } })], targets: [target()] }),
    );
    expect(verdict(job)).toBe('warning prometheus-behind');
    expect(job.cause?.message).toContain('does not have this job');
  });
});

describe('rules', () => {
  const instances = [
    reading({ runs: { influx01__var_lib_influxdb_: run(2) }, nodename: 'influx01', scrapeJob: 'influx01' }),
  ];

  it('that differ from the series by the trailing slash never match, and are no second job', () => {
    const metric = 'influx01__var_lib_influxdb';
    const alerts = [
      {
        name: 'DIDNT START',
        state: 'firing',
        activeAt: hoursAgo(9),
        severity: 'error',
        instance: null,
        host: null,
        path: null,
        summary: null,
      },
    ] as const;
    const [absentRule, failureRule] = rulesFor(metric);
    const job = onlyJob(
      snapshotOf({
        instances,
        targets: [target({ scrapeJob: 'influx01' })],
        rules: [{ ...absentRule, alerts }, failureRule].filter((rule) => rule !== undefined) as ReturnType<
          typeof rulesFor
        >,
        declared: [declaredByRule(metric)],
      }),
    );
    expect(verdict(job)).toBe('warning rule-mismatch');
    expect(job.cause?.message).toContain(
      'watches influx01__var_lib_influxdb, but the series is influx01__var_lib_influxdb_',
    );
    expect(job.alerts.map(({ state }) => state)).toEqual(['firing']);
  });

  it('that can not be evaluated are told', () => {
    const rules = rulesFor('influx01__var_lib_influxdb_', { health: 'err', lastError: 'found duplicate series' });
    const job = onlyJob(
      snapshotOf({ instances, targets: [target()], rules, declared: [declaredByRule('influx01__var_lib_influxdb_')] }),
    );
    expect(verdict(job)).toBe('warning rule-error');
  });

  it('are missed when other jobs have some', () => {
    const parts = { instances, targets: [target()] };
    expect(verdict(onlyJob(snapshotOf(parts)))).toBe('ok');
    const other = { rules: rulesFor('db__srv') };
    expect(verdict(onlyJob(snapshotOf({ ...parts, ...other })))).toBe('warning rule-missing');
    expect(verdict(onlyJob(snapshotOf({ ...parts, ...other }, { ignoreCauses: new Set(['rule-missing']) })))).toBe(
      'ok',
    );
  });
});

describe('hosts of one name', () => {
  it('have jobs of their own, told apart by the instance, and marked as colliding', () => {
    const snapshot = snapshotOf({
      instances: [
        reading({ runs: { web__srv: run(2) }, scrapeJob: 'a' }),
        reading({ runs: { web__srv: run(3) }, scrapeJob: 'b', instance: '10.0.0.2:9100' }),
      ],
      targets: [target({ scrapeJob: 'a' }), target({ scrapeJob: 'b', instance: '10.0.0.2:9100' })],
    });
    expect(snapshot.jobs.map((job) => [job.id, verdict(job)])).toEqual([
      ['web:/srv@10.0.0.1:9100', 'warning name-collision'],
      ['web:/srv@10.0.0.2:9100', 'warning name-collision'],
    ]);
    expect(snapshot.jobs[0]?.cause?.message).toContain('10.0.0.2:9100');
  });
});

describe('the labelled family', () => {
  it('makes path, success and a run that goes on known', () => {
    const job = onlyJob(
      snapshotOf({
        instances: [
          reading({
            runs: { web__srv_my_data: run(26) },
            labelled: [
              labelled({
                path: '/srv/my data',
                running: true,
                lastStartAt: hoursAgo(0.5),
                lastCompletionAt: hoursAgo(25),
                dbPath: '/var/x.sqlite',
              }),
            ],
          }),
        ],
        targets: [target()],
      }),
    );
    expect([job.path, job.pathExact, verdict(job)]).toEqual(['/srv/my data', true, 'running']);
    expect([job.runningSince, job.dbPath]).toEqual([hoursAgo(0.5), '/var/x.sqlite']);
  });

  it('tells paths apart that share one classic series', () => {
    const snapshot = snapshotOf({
      instances: [
        reading({
          runs: { web__srv_a_b: run(2) },
          labelled: [labelled({ path: '/srv/a_b', exitCode: 100 }), labelled({ path: '/srv/a/b' })],
        }),
      ],
      targets: [target()],
    });
    expect(snapshot.jobs.map((job) => [job.id, verdict(job)])).toEqual([
      ['web:/srv/a_b', 'failed exit-failed'],
      ['web:/srv/a/b', 'warning name-collision'],
    ]);
  });
});

describe('a host whose fault is nobody’s job', () => {
  it('is a problem of its own', () => {
    const snapshot = snapshotOf({
      instances: [reading({ nodename: 'web-01', textfileError: true })],
      targets: [target()],
    });
    expect(snapshot.jobs).toEqual([]);
    expect(snapshot.summary.hostProblems).toBe(1);
    expect(snapshot.hosts[0]).toMatchObject({
      host: 'web-01',
      textfileErrors: 1,
      jobs: 0,
      cause: { code: 'textfile-rejected' },
    });
    expect(snapshot.hosts[0]?.cause?.evidence.join('\n')).toContain('"-" in it');
  });

  it('is no second problem when a known job is missing for it', () => {
    const snapshot = snapshotOf({
      instances: [reading({ textfileError: true })],
      targets: [target()],
      declared: [declaredByRule('web__srv_my-data')],
    });
    expect(snapshot.hosts[0]).toMatchObject({ textfileErrors: 1, jobs: 1, cause: null });
  });
});

describe('a file that was dropped', () => {
  it('may be that of a job which never ran, and stays the host’s fault then', () => {
    const snapshot = snapshotOf({
      instances: [reading({ textfileError: true, files: { 'apt.prom': hoursAgo(1) } })],
      targets: [target()],
      declared: [declaredByRule('web__srv')],
    });
    expect(onlyJob(snapshot).cause?.message).toContain(
      'which may be duplicati_web__srv.prom; or the job has never run',
    );
    expect(snapshot.hosts[0]?.cause?.code).toBe('textfile-rejected');
  });

  it('is not taken for another path whose series has nearly the same name', () => {
    const snapshot = snapshotOf({
      instances: [reading({ textfileError: true, runs: { web__srv_a_b: run(2) } })],
      targets: [target()],
      declared: [declaredByConfig('web', '/srv/a-b')],
    });
    expect(snapshot.jobs.map((job) => [job.id, job.pathExact, verdict(job)])).toEqual([
      ['web:/srv/a-b', true, 'missing textfile-rejected'],
      ['web:/srv/a/b', false, 'ok'],
    ]);
  });
});

describe('a file that was read and serves nothing', () => {
  it('is a job all the same, whether anybody declares it or not', () => {
    const snapshot = snapshotOf({
      instances: [fromExporter({ files: { 'duplicati_web__srv.prom': hoursAgo(1), 'apt.prom': hoursAgo(1) } })],
      direct: [direct('answered')],
      targets: [target()],
    });
    const job = onlyJob(snapshot);
    expect([job.id, verdict(job)]).toEqual(['web:/srv', 'missing textfile-missing']);
    expect(job.cause?.next).toContain('is the file empty');
  });
});

describe('declarations of one job', () => {
  it('by inventory name and by rule are one, on the host that calls itself by its short name', () => {
    const job = onlyJob(
      snapshotOf({
        instances: [reading({ nodename: 'db01', scrapeJob: 'db01', runs: { db01__srv_: run(2) } })],
        targets: [target({ scrapeJob: 'db01' })],
        declared: [declaredByConfig('db01.example.com', '/srv/'), declaredByRule('db01__srv')],
        rules: rulesFor('db01__srv'),
      }),
    );
    expect([job.id, job.pathExact, verdict(job)]).toEqual(['db01:/srv/', true, 'warning rule-mismatch']);
    expect(job.declaredBy.map(({ origin }) => origin)).toEqual(['config', 'rule']);
  });

  it('are not given to another host whose name begins alike', () => {
    const siteA = {
      instances: [reading({ nodename: 'db.site-a', scrapeJob: 'x' })],
      targets: [target({ scrapeJob: 'x' })],
    };
    expect(onlyJob(snapshotOf({ ...siteA, declared: [declaredByConfig('db.site-c', '/data')] })).host).toBe(
      'db.site-c',
    );
    const web = { instances: [reading()], targets: [target()] };
    expect(onlyJob(snapshotOf({ ...web, declared: [declaredByRule('web_01__srv_data')] })).host).toBe('web_01');
  });

  it('always make ids that are unique', () => {
    const { jobs } = snapshotOf({
      instances: [reading({ runs: { web__a_b: run(2), 'web__a/b': run(2) } })],
      targets: [target()],
    });
    expect(new Set(jobs.map(({ id }) => id)).size).toBe(2);
  });
});

describe('the later run', () => {
  it('is shown, whichever source’s clock is ahead', () => {
    const job = onlyJob(
      snapshotOf({
        instances: [
          reading({ at: NOW + 120_000, runs: { web__srv: run(26) } }),
          fromExporter({ runs: { web__srv: run(0.01, 100) } }),
        ],
        targets: [target()],
      }),
    );
    expect(verdict(job)).toBe('failed exit-failed');
  });

  it('is that of the labelled family where only that has it, or has its exit code', () => {
    const seen = (classic: ReturnType<typeof run>, exitCode: number, hours: number) => {
      const own = labelled({ exitCode, lastStartAt: hoursAgo(hours), lastCompletionAt: hoursAgo(hours) + 60_000 });
      const instances = [reading({ runs: { web__srv: classic }, labelled: [own] })];
      return verdict(onlyJob(snapshotOf({ instances, targets: [target()] })));
    };
    expect(seen(run(2, null), 100, 2)).toBe('failed exit-failed');
    expect(seen(run(20, 0), 100, 2)).toBe('failed exit-failed');
    expect(seen(run(2, 0), 0, 2)).toBe('ok');
  });

  it('of a labelled job that is gone is no proof that it is fine', () => {
    const gone = reading({ stale: true, at: hoursAgo(3), runs: { web__srv: run(4) }, labelled: [labelled()] });
    const job = onlyJob(snapshotOf({ instances: [reading(), gone], targets: [target()] }));
    expect(verdict(job)).toBe('missing textfile-missing');
  });
});

describe('a clock that is wrong', () => {
  it('is ours when Prometheus agrees with the host', () => {
    const instances = [reading({ at: NOW + 3_600_000, runs: { web__srv: run(-0.5) } })];
    const job = onlyJob(snapshotOf({ instances, targets: [target()] }));
    expect(job.cause?.message).toContain('the clock of this machine is behind');
  });
});

describe('age', () => {
  it('is measured against the moment of the snapshot', () => {
    expect(snapshotOf({}).generatedAt).toBe(NOW);
  });
});
