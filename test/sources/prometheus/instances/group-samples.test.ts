import { describe, expect, it } from 'vitest';
import { asMetric } from '../../../../src/domain/metric.ts';
import { groupSamples } from '../../../../src/sources/prometheus/instances/group-samples.ts';
import type { Labels, Sample } from '../../../../src/sources/prometheus/sample.ts';

const AT = 1_795_555_707_348;
const START = 1_795_549_083;
const WEB01 = { instance: '10.0.0.5:9100', job: 'web01' };

const sample = (name: string, labels: Labels, value: number): Sample => ({
  labels: { __name__: name, ...labels },
  value,
  at: AT,
});
const group = (...samples: Sample[]) =>
  groupSamples(samples, { source: 'prometheus:x', stale: false, at: (_instance, _job, evaluatedAt) => evaluatedAt });
const only = (...samples: Sample[]) => {
  const { instances } = group(...samples);
  if (instances.length !== 1 || !instances[0]) throw new Error(`${instances.length} instances`);
  return instances[0];
};
const classic = (metric: string, [start, seconds, exitCode]: readonly number[], labels: Labels = WEB01) => [
  sample(`duplicati_${metric}_last_run_start`, labels, start ?? Number.NaN),
  sample(`duplicati_${metric}_last_run_seconds`, labels, seconds ?? Number.NaN),
  sample(`duplicati_${metric}_last_exitcode`, labels, exitCode ?? Number.NaN),
];

describe('series of the classic wrapper', () => {
  it('become one run a job', () => {
    const reading = only(...classic('web01__srv', [START, 812, 0]), ...classic('web01__var', [START + 5, 1, 100]));
    expect(reading).toMatchObject({
      source: 'prometheus:x',
      instance: '10.0.0.5:9100',
      scrapeJob: 'web01',
      at: AT,
      stale: false,
    });
    expect([...reading.runs]).toEqual([
      ['web01__srv', { startedAt: START * 1000, durationSeconds: 812, exitCode: 0 }],
      ['web01__var', { startedAt: (START + 5) * 1000, durationSeconds: 1, exitCode: 100 }],
    ]);
  });

  it('are the same in whatever order they come', () => {
    const samples = [...classic('web01__srv', [START, 812, 0]), ...classic('web01__var', [START, 1, 2])];
    expect(only(...samples.toReversed()).runs).toEqual(new Map(only(...samples).runs));
  });

  it('with a value that can not be true leave null and a sentence, never 0', () => {
    const reading = only(
      ...classic('web01__srv', [Number.NaN, -1, 0]),
      ...classic('web01__var', [9e9, Number.POSITIVE_INFINITY, 256]),
    );
    expect(reading.runs.get(asMetric('web01__srv'))).toEqual({ startedAt: null, durationSeconds: null, exitCode: 0 });
    expect(reading.runs.has(asMetric('web01__var'))).toBe(false);
    expect(reading.problems).toContain('duplicati_web01__srv_last_run_start is NaN: not a time between 1970 and 2200');
    expect(reading.problems).toHaveLength(5);
  });

  it('that are not all there leave null', () => {
    const [start] = classic('web01__srv', [START]);
    expect(only(start as Sample).runs.get(asMetric('web01__srv'))).toEqual({
      startedAt: START * 1000,
      durationSeconds: null,
      exitCode: null,
    });
  });

  it('of one name under two instances are two jobs', () => {
    const { instances } = group(
      ...classic('web01__srv', [START, 1, 0]),
      ...classic('web01__srv', [START, 2, 0], { instance: '10.0.0.6:9100', job: 'web01' }),
    );
    expect(instances.map(({ instance }) => instance)).toEqual(['10.0.0.5:9100', '10.0.0.6:9100']);
  });
});

describe('copies of a series', () => {
  it('of two replicas count once, by the newer, and are never mixed', () => {
    const older = classic('web01__srv', [START, 1, 100], { ...WEB01, replica: 'a' });
    const newer = classic('web01__srv', [START + 100, 2, 0], { ...WEB01, replica: 'b' });
    const mixed = [older[0], newer[1], newer[0], older[1], older[2], newer[2]] as Sample[];
    expect([...only(...mixed).runs.values()]).toEqual([
      { startedAt: (START + 100) * 1000, durationSeconds: 2, exitCode: 0 },
    ]);
  });

  it('count up to a number that no replication has', () => {
    const copies = Array.from({ length: 5000 }, (_, index) =>
      classic('web01__srv', [START + index, 1, 0], { ...WEB01, replica: `${index}` }),
    );
    const startedAt = only(...copies.flat()).runs.get(asMetric('web01__srv'))?.startedAt ?? 0;
    expect(startedAt).toBeLessThan((START + 100) * 1000);
  });

  it('that are equal count by the first', () => {
    const [first, second] = ['a', 'b'].map((replica, index) =>
      classic('web01__srv', [START, index, 0], { ...WEB01, replica }),
    );
    expect(only(...(first ?? []), ...(second ?? [])).runs.get(asMetric('web01__srv'))?.durationSeconds).toBe(0);
  });

  it('through federation belong to the instance that they come from', () => {
    const labels = {
      instance: 'prom-b:9090',
      job: 'federate',
      exported_instance: '10.0.0.5:9100',
      exported_job: 'web01',
    };
    expect(only(...classic('web01__srv', [START, 1, 0], labels))).toMatchObject({
      instance: '10.0.0.5:9100',
      scrapeJob: 'web01',
    });
  });

  it('that are two machines under one address are told', () => {
    const reading = only(
      sample('node_uname_info', { ...WEB01, cluster: 'a', nodename: 'web01' }, 1),
      sample('node_uname_info', { ...WEB01, cluster: 'b', nodename: 'db\x1b[2J' }, 1),
    );
    expect(reading.nodename).toBe('web01');
    expect(reading.problems).toEqual([
      'instance 10.0.0.5:9100 is web01, db\\x1b[2J: more than one machine, told apart only by another label',
    ]);
  });
});

describe('series of the labelled family', () => {
  const job = { ...WEB01, host: 'web01', path: '/srv/a "b"' };

  it('become one run with host and path exact', () => {
    const reading = only(
      sample('duplicati_job_last_start_timestamp_seconds', job, START),
      sample('duplicati_job_last_completion_timestamp_seconds', job, START + 5),
      sample('duplicati_job_last_success_timestamp_seconds', job, START - 5),
      sample('duplicati_job_last_duration_seconds', job, 5),
      sample('duplicati_job_last_exit_code', job, 3),
      sample('duplicati_job_last_attempts', job, 2),
      sample('duplicati_job_running', job, 1),
      sample('duplicati_job_info', { ...job, dbpath: '/var/x.sqlite', wrapper_version: '1' }, 1),
      sample('duplicati_job_of_the_future', job, 1),
    );
    expect(reading.labelled).toEqual([
      {
        host: 'web01',
        path: '/srv/a "b"',
        lastStartAt: START * 1000,
        lastCompletionAt: (START + 5) * 1000,
        lastSuccessAt: (START - 5) * 1000,
        durationSeconds: 5,
        exitCode: 3,
        attempts: 2,
        running: true,
        dbPath: '/var/x.sqlite',
        wrapperVersion: '1',
      },
    ]);
    expect(reading.problems).toEqual([]);
  });

  it('keep a hostile path exact, and are left out where it is too long to be one', () => {
    const hostile = '/srv/\x1b]0;x\x07\u202e';
    const reading = only(
      sample('duplicati_job_last_exit_code', { ...job, path: hostile }, 0),
      sample('duplicati_job_last_exit_code', { ...job, path: 'x'.repeat(1e6) }, 0),
      sample('duplicati_job_last_exit_code', { ...job, path: 'ü'.repeat(2049) }, 0),
      sample('duplicati_job_last_exit_code', WEB01, 0),
    );
    expect(reading.labelled.map(({ path }) => path)).toEqual([hostile]);
    expect(reading.problems).toHaveLength(3);
  });

  it('refuse values that can not be true', () => {
    const reading = only(
      sample('duplicati_job_running', job, 2),
      sample('duplicati_job_last_exit_code', job, 0.5),
      sample('duplicati_job_last_attempts', job, -1),
    );
    expect(reading.labelled[0]).toMatchObject({ running: null, exitCode: null, attempts: null });
    expect(reading.problems).toHaveLength(3);
  });

  it('of a host called job are classic ones', () => {
    expect([...only(...classic('job__srv', [START, 1, 0])).runs.keys()]).toEqual(['job__srv']);
  });
});

describe('what an exporter says of itself', () => {
  it('is kept: its name, its files, dropped files, lost series', () => {
    const reading = only(
      sample('node_uname_info', { ...WEB01, nodename: 'web01', sysname: 'Linux' }, 1),
      sample('node_textfile_scrape_error', WEB01, 1),
      sample('node_textfile_mtime_seconds', { ...WEB01, file: '/t/duplicati_web01__srv.prom' }, START),
      sample('promhttp_metric_handler_errors_total', { ...WEB01, cause: 'gathering' }, 7),
      sample('promhttp_metric_handler_errors_total', { ...WEB01, cause: 'encoding' }, 9),
    );
    expect(reading).toMatchObject({
      nodename: 'web01',
      textfileError: true,
      textFiles: [{ file: '/t/duplicati_web01__srv.prom', modifiedAt: START * 1000 }],
      gatheringErrors: 7,
    });
  });

  it('is unknown where it says nothing', () => {
    expect(only(...classic('web01__srv', [START, 1, 0]))).toMatchObject({
      nodename: null,
      textfileError: null,
      gatheringErrors: null,
      textFiles: [],
    });
  });

  it('is nothing where it is no node exporter', () => {
    expect(
      group(sample('promhttp_metric_handler_errors_total', { ...WEB01, cause: 'gathering' }, 7)).instances,
    ).toEqual([]);
  });
});

describe('hostile series', () => {
  it('with labels or names of a megabyte are left out and counted', () => {
    const long = 'x'.repeat(1e6);
    const { instances, warnings } = group(
      ...classic('web01__srv', [START, 1, 0]),
      sample('node_textfile_scrape_error', { ...WEB01, instance: long }, 0),
      sample(`duplicati_${long}_last_exitcode`, WEB01, 0),
    );
    expect(instances).toHaveLength(1);
    expect(warnings).toEqual(['2 series were left out: a name or label is longer than 4096 bytes']);
  });

  it('have bounded problems, however many there are', () => {
    const bad = Array.from({ length: 5000 }, (_, index) =>
      sample(`duplicati_web01__${index}_last_exitcode`, WEB01, -1),
    );
    expect(only(...classic('web01__srv', [START, 1, 0]), ...bad).problems.length).toBeLessThan(200);
  });
});

it('puts 100,000 jobs on 20,000 instances together', () => {
  const samples = Array.from({ length: 100_000 }, (_, index) =>
    classic(`host${index % 20_000}__srv_${index}`, [START, 1, 0], { instance: `i${index % 20_000}`, job: 'j' }),
  ).flat();
  const { instances } = groupSamples(samples, { source: 'prometheus:x', stale: false, at: () => AT });
  expect(instances).toHaveLength(20_000);
  expect(instances.every(({ runs }) => runs.size === 5)).toBe(true);
});
