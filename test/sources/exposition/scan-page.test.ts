import { describe, expect, test } from 'vitest';
import type { LabelledRun } from '../../../src/domain/reading.ts';
import type { PageReading } from '../../../src/sources/exposition/page-reading.ts';
import { scan, scanLines, TAIL } from './scanning.ts';

const NOTHING: PageReading = {
  nodename: null,
  runs: new Map(),
  labelled: [],
  textfileError: null,
  textFiles: [],
  filesByMetric: new Map(),
  gatheringErrors: null,
  problems: [],
};

function runsOf(reading: PageReading): Record<string, unknown> {
  return Object.fromEntries(reading.runs);
}

test('a page without backup jobs tells nothing', async () => {
  expect(await scanLines('# HELP up Whether it is up.', '# TYPE up gauge', '', 'up 1')).toEqual(NOTHING);
});

test('a page may have one long line of metrics only, in two chunks', async () => {
  const line = Buffer.from(`go_x{a="${'y'.repeat(200)}"} 1\n`);
  expect(await scan([line.subarray(0, 150), line.subarray(150)])).toEqual(NOTHING);
});

describe('the classic series', () => {
  test('make one run a job', async () => {
    const reading = await scanLines(
      'duplicati_influx01__var_lib_influxdb__last_exitcode 2',
      'duplicati_influx01__var_lib_influxdb__last_run_seconds 812.5',
      'duplicati_influx01__var_lib_influxdb__last_run_start 1.795549083e+09',
      'duplicati_web01__srv_last_exitcode 0',
    );
    expect(reading).toEqual({
      ...NOTHING,
      runs: new Map([
        ['influx01__var_lib_influxdb_', { startedAt: 1_795_549_083_000, durationSeconds: 812.5, exitCode: 2 }],
        ['web01__srv', { startedAt: null, durationSeconds: null, exitCode: 0 }],
      ]),
    });
  });

  test('belong together however they are ordered and mixed', async () => {
    const reading = await scanLines(
      'duplicati_b_last_run_start 5',
      'duplicati_a_last_exitcode 1',
      'duplicati_ab_last_exitcode 3',
      'duplicati_b_last_exitcode 2',
      'duplicati_a_last_run_start 7',
      'duplicati_a_last_run_start_last_exitcode 9',
    );
    expect(runsOf(reading)).toEqual({
      b: { startedAt: 5000, durationSeconds: null, exitCode: 2 },
      a: { startedAt: 7000, durationSeconds: null, exitCode: 1 },
      ab: { startedAt: null, durationSeconds: null, exitCode: 3 },
      a_last_run_start: { startedAt: null, durationSeconds: null, exitCode: 9 },
    });
  });

  test('of a host named job are classic all the same', async () => {
    const reading = await scanLines('duplicati_job__srv_last_run_start 5', 'duplicati_job_running 1');
    expect(runsOf(reading)).toEqual({ job__srv: { startedAt: 5000, durationSeconds: null, exitCode: null } });
    expect(reading.labelled).toEqual([]);
  });

  test.for([
    'duplicati_last_exitcode 1',
    'duplicati__last_exitcode 1',
    'duplicati_a_last_exitcode_total 1',
    'duplicati_a_exitcode 1',
    'xduplicati_a_last_exitcode 1',
    '# duplicati_a_last_exitcode 1',
  ])('have no other names: %s', async (line) => {
    expect(await scanLines(line)).toEqual(NOTHING);
  });

  test('are read with a timestamp, an exemplar, empty labels and odd blanks', async () => {
    const reading = await scanLines(
      'duplicati_a_last_exitcode 1 1795549083000',
      'duplicati_b_last_exitcode{} 2',
      'duplicati_c_last_exitcode \t 3\t ',
      'duplicati_d_last_exitcode 4 # {a="b"} 1',
    );
    expect(Object.values(runsOf(reading))).toMatchObject([1, 2, 3, 4].map((exitCode) => ({ exitCode })));
    expect(reading.problems).toEqual([]);
  });

  test('that come twice count once, the first one', async () => {
    const reading = await scanLines(
      'duplicati_a_last_exitcode 0',
      'duplicati_a_last_exitcode 100',
      'duplicati_b_last_exitcode NaN',
      'duplicati_b_last_exitcode 0',
      'duplicati_b_last_run_start 5',
    );
    expect(runsOf(reading)).toMatchObject({ a: { exitCode: 0 }, b: { exitCode: null, startedAt: 5000 } });
    expect(reading.problems).toEqual(['duplicati_b_last_exitcode is NaN: not an exit code (0 to 255)']);
  });

  test.for([
    ['last_run_start', 'NaN', 'not a time between 1970 and 2200'],
    ['last_run_start', '0', 'not a time between 1970 and 2200'],
    ['last_run_start', '-5', 'not a time between 1970 and 2200'],
    ['last_run_start', '+Inf', 'not a time between 1970 and 2200'],
    ['last_run_start', '1.795549083e+12', 'not a time between 1970 and 2200'],
    ['last_run_seconds', '-1', 'not a number of seconds'],
    ['last_run_seconds', 'NaN', 'not a number of seconds'],
    ['last_run_seconds', '+Inf', 'not a number of seconds'],
    ['last_exitcode', '0.5', 'not an exit code (0 to 255)'],
    ['last_exitcode', '256', 'not an exit code (0 to 255)'],
    ['last_exitcode', '-1', 'not an exit code (0 to 255)'],
  ])('with %s %s are no value, and a run without any is no run', async ([series, value, refusal]) => {
    const reading = await scanLines(`duplicati_a_${series} ${value}`);
    expect(reading).toEqual({ ...NOTHING, problems: [`duplicati_a_${series} is ${value}: ${refusal}`] });
  });

  test.for([
    'duplicati_a_last_exitcode',
    'duplicati_a_last_exitcode ',
    'duplicati_a_last_exitcode0',
    'duplicati_a_last_exitcode 1x',
    'duplicati_a_last_exitcode 1\r',
    'duplicati_a_last_exitcode 1 2 3',
    'duplicati_a_last_exitcode 1 x',
    'duplicati_a-b_last_exitcode 1',
    'duplicati_a b_last_exitcode 1',
    'duplicati_a_last_exitcode{ 1',
  ])('on a broken line are noted and not read: %j', async (line) => {
    const reading = await scanLines(line);
    expect(reading.runs.size).toBe(0);
    expect(reading.problems).toEqual([`${line.replace('\r', '\\r')} is not a valid sample`]);
  });

  test('with labels are not the wrapper’s', async () => {
    const reading = await scanLines('duplicati_a_last_exitcode{instance="x"} 1');
    expect(reading).toEqual({
      ...NOTHING,
      problems: ['duplicati_a_last_exitcode has labels, which the wrapper never writes: not read'],
    });
  });
});

describe('the labelled family', () => {
  const LABELS = String.raw`{host="web 01",path="/srv/\"a\\b\nc"}`;
  const RUN: LabelledRun = {
    host: 'web 01',
    path: '/srv/"a\\b\nc',
    lastStartAt: null,
    lastCompletionAt: null,
    lastSuccessAt: null,
    durationSeconds: null,
    exitCode: null,
    attempts: null,
    running: null,
    dbPath: null,
    wrapperVersion: null,
  };

  test('gives host and path exactly, and all that the wrapper knows', async () => {
    const reading = await scanLines(
      String.raw`duplicati_job_info{dbpath="/var/a\\b.sqlite",path="/srv/\"a\\b\nc",host="web 01",wrapper_version="2"} 1`,
      `duplicati_job_last_attempts${LABELS} 3`,
      `duplicati_job_last_completion_timestamp_seconds${LABELS} 1.795549095e+09`,
      `duplicati_job_last_duration_seconds${LABELS} 12`,
      `duplicati_job_last_exit_code${LABELS} 100`,
      `duplicati_job_last_start_timestamp_seconds${LABELS} 1.795549083e+09`,
      `duplicati_job_last_success_timestamp_seconds${LABELS} 1.795462683e+09`,
      `duplicati_job_running${LABELS} 1`,
      `duplicati_job_added_later${LABELS} 1`,
    );
    expect(reading).toEqual({
      ...NOTHING,
      labelled: [
        {
          ...RUN,
          lastStartAt: 1_795_549_083_000,
          lastCompletionAt: 1_795_549_095_000,
          lastSuccessAt: 1_795_462_683_000,
          durationSeconds: 12,
          exitCode: 100,
          attempts: 3,
          running: true,
          dbPath: '/var/a\\b.sqlite',
          wrapperVersion: '2',
        },
      ],
    });
  });

  test('is one run for a host and path, however its labels are spelled', async () => {
    const reading = await scanLines(
      'duplicati_job_running{host="a",path="/b"} 0',
      'duplicati_job_last_attempts{path="/b", host="a"} 1',
      'duplicati_job_running{path="/b",host="a",} 1',
      'duplicati_job_running{host="a",path="/c"} 1',
    );
    expect(reading.labelled).toEqual([
      { ...RUN, host: 'a', path: '/b', running: false, attempts: 1 },
      { ...RUN, host: 'a', path: '/c', running: true },
    ]);
  });

  test('needs both labels', async () => {
    const lines = [
      'duplicati_job_running{host="a"} 1',
      'duplicati_job_running{path="/b"} 1',
      'duplicati_job_running 1',
    ];
    expect(await scanLines(...lines)).toEqual(NOTHING);
  });

  test('keeps what can be used of bad values', async () => {
    const reading = await scanLines(
      'duplicati_job_running{host="a",path="/b"} 2',
      'duplicati_job_last_attempts{host="a",path="/b"} 1.5',
    );
    expect(reading.labelled).toEqual([{ ...RUN, host: 'a', path: '/b' }]);
    expect(reading.problems).toEqual([
      'duplicati_job_running{host="a",path="/b"} is 2: neither 0 nor 1',
      'duplicati_job_last_attempts{host="a",path="/b"} is 1.5: not a number of attempts',
    ]);
  });

  test('with labels that are not UTF-8 is noted and not read', async () => {
    const line = Buffer.from('duplicati_job_running{host="a",path="/b\xff"} 1\n', 'latin1');
    const reading = await scan([line, Buffer.from(TAIL)]);
    expect(reading).toEqual({
      ...NOTHING,
      problems: ['duplicati_job_running has labels that are broken or not UTF-8'],
    });
  });
});

describe('what node_exporter says of itself', () => {
  test('is read', async () => {
    const reading = await scanLines(
      'node_textfile_mtime_seconds{file="/d/a b.prom"} 1.795549083e+09',
      'node_textfile_mtime_seconds{file="/d/ü.prom"} 1.79554908325e+09',
      'node_textfile_scrape_error 1',
      'node_uname_info{domainname="(none)",machine="x86_64",nodename="web-01",release="6",sysname="Linux",version="#1"} 1',
      'promhttp_metric_handler_errors_total{cause="encoding"} 5',
      'promhttp_metric_handler_errors_total{cause="gathering"} 3',
    );
    expect(reading).toEqual({
      ...NOTHING,
      nodename: 'web-01',
      textfileError: true,
      textFiles: [
        { file: '/d/a b.prom', modifiedAt: 1_795_549_083_000 },
        { file: '/d/ü.prom', modifiedAt: 1_795_549_083_250 },
      ],
      gatheringErrors: 3,
    });
  });

  test('is no error where it says 0', async () => {
    expect((await scanLines('node_textfile_scrape_error 0')).textfileError).toBe(false);
  });

  test('is not known where its value is none', async () => {
    const reading = await scanLines(
      'node_textfile_mtime_seconds{file="a"} NaN',
      'node_textfile_scrape_error NaN',
      'promhttp_metric_handler_errors_total{cause="gathering"} -1',
      'node_uname_info 1',
    );
    expect(reading).toEqual({
      ...NOTHING,
      problems: [
        'change time of a is NaN: not a time between 1970 and 2200',
        'node_textfile_scrape_error is NaN: neither 0 nor 1',
        'promhttp_metric_handler_errors_total is -1: not a count',
        'node_uname_info has labels that are broken or not UTF-8',
      ],
    });
  });

  test('tells which files hold a metric, the one that hides the others first', async () => {
    const reading = await scanLines(
      '# HELP duplicati_a_last_exitcode Metric read from /d/a.prom',
      'duplicati_a_last_exitcode 0',
      '# HELP duplicati_a_last_run_start Metric read from /d/0.prom, /d/a, b.prom, /d/a.prom',
      '# HELP duplicati_b_last_exitcode Something else',
      String.raw`# HELP duplicati_c_last_exitcode Metric read from /d/back\\slash\nü.prom`,
      '# HELP duplicati_job_running Whether it runs.',
      '# TYPE duplicati_a_last_exitcode untyped',
      '# HELP duplicati_d_last_exitcode Metric read from /d/both.prom',
      '# HELP duplicati_e_last_exitcode Metric read from /d/both.prom',
    );
    expect(Object.fromEntries(reading.filesByMetric)).toEqual({
      a: ['/d/0.prom', '/d/a, b.prom', '/d/a.prom'],
      d: ['/d/both.prom'],
      e: ['/d/both.prom'],
      c: ['/d/back\\slash\nü.prom'],
    });
  });
});

describe('what is too much', () => {
  const LONG = 'x'.repeat(70_000);

  test('is a wanted line of more than 64 KiB: noted, not read', async () => {
    const reading = await scanLines(`duplicati_job_running{host="a",path="${LONG}"} 1`, 'duplicati_b_last_exitcode 0');
    expect(reading.labelled).toEqual([]);
    expect([...reading.runs.keys()]).toEqual(['b']);
    expect(reading.problems).toEqual([
      expect.stringMatching(/^duplicati_job_running\{host="a",path="x+ goes on for more than 65536 bytes, not read$/),
    ]);
  });

  test('is not an unwanted line, however long', async () => {
    expect(await scanLines(`node_x{a="${LONG}"} 1`, `# HELP x ${LONG}`)).toEqual(NOTHING);
  });

  test('is cut in problems, and made safe to show', async () => {
    const [problem = ''] = (await scanLines(`duplicati_\x1b[31m${LONG.slice(0, 9000)} 1`)).problems;
    expect(problem).toMatch(/^duplicati_\\x1b\[31mx+… is not a valid sample$/);
    expect(problem.length).toBeLessThan(200);
  });

  test('are problems without end: their number is told', async () => {
    const reading = await scanLines(...Array.from({ length: 150 }, (_, i) => `duplicati_a${i}_last_exitcode -1`));
    expect(reading.problems).toHaveLength(101);
    expect(reading.problems.at(-1)).toBe('and 50 more');
  });

  test('are jobs without end: the first 200,000 are kept', async () => {
    const lines = Array.from({ length: 200_010 }, (_, i) => `duplicati_${i}_last_exitcode 0\n`).join('');
    const reading = await scan([Buffer.from(lines + TAIL)]);
    expect(reading.runs.size).toBe(200_000);
    expect(reading.problems).toEqual(['the page holds more than 200000 jobs and files: the rest was not read']);
  });
});
