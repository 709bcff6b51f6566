import { describe, expect, it } from 'vitest';
import { asMetric } from '../../../src/domain/metric.ts';
import { classicRules } from '../../../src/hostkit/rules/classic-rules.ts';
import { rulesFile } from '../../../src/hostkit/rules/rules-file.ts';
import { showCommand } from '../../../src/hostkit/rules/template.ts';
import { visible } from '../../../src/text/safe-text.ts';
import { describeWith } from '../../support/describe-with.ts';
import { testRules } from './support/promtool.ts';
import { HOSTILE_PATHS, watched } from './support/watched.ts';

const INFLUX = watched('influx01', '/var/lib/influxdb/');
const STEM = 'duplicati_influx01__var_lib_influxdb_';
const NAME = 'MONITORED DUPLICATI JOB influx01__var_lib_influxdb_';
const WHY = 'Why: duptop show influx01:/var/lib/influxdb/';
const AT = '{instance="10.0.0.5:9100",job="influx01"}';
const LABELS = { instance: '10.0.0.5:9100', job: 'influx01' };

describe('the classic rules', () => {
  it('have the field’s names, expressions, wait and severity, over the name that the series really has', () => {
    const { name, rules } = classicRules([INFLUX]);
    expect(name).toBe('Amaterasu');
    expect(rules.map(({ alert, expr, for: wait, labels }) => [alert, expr, wait, labels])).toEqual([
      [
        `${NAME} DIDNT START IN 24hrs`,
        `time() - ${STEM}_last_run_start > 86400 or absent(${STEM}_last_run_start)`,
        '1m',
        { severity: 'error' },
      ],
      [`${NAME} HAD FAILURE`, `${STEM}_last_exitcode > 9`, '1m', { severity: 'error' }],
      [`${NAME} FOUND CORRUPT DATA`, `${STEM}_last_exitcode == 3`, '1m', { severity: 'error' }],
    ]);
  });

  it.each([
    [26 * 3600, 'DIDNT START IN 26hrs', '> 93600 or'],
    [5400, 'DIDNT START IN 1h 30m', '> 5400 or'],
    [90.5, 'DIDNT START IN 1m 31s', '> 91 or'],
  ])('allow a job of its own an age of %d s', (seconds, name, threshold) => {
    const [rule] = classicRules([watched('a', '/srv', seconds)]).rules;
    expect(rule?.alert).toBe(`MONITORED DUPLICATI JOB a__srv ${name}`);
    expect(rule?.expr).toContain(threshold);
  });
});

describeWith(['promtool'], 'the classic alerts, evaluated by promtool', () => {
  const rules = rulesFile([classicRules([INFLUX])]);
  const day = 24 * 60;

  it('fire when the last start is too old, say when that was and how it ended, and resolve with the next run', () => {
    const alert = `${NAME} DIDNT START IN 24hrs`;
    const series = {
      // The run of 00:00 is followed by one of 26:00.
      [`${STEM}_last_run_start${AT}`]: `0x${26 * 60} 93600x120`,
      [`${STEM}_last_exitcode${AT}`]: `2x${28 * 60}`,
    };
    const description = `The last run on 10.0.0.5:9100 started 1970-01-01 00:00:00 +0000 UTC (1d 1h 0m 0s ago) and ended with exit code 2. ${WHY}`;
    const summary = 'The backup of influx01:/var/lib/influxdb/ has not started for 1d, or its metrics are gone.';
    expect(
      testRules(rules, series, [
        { at: '24h', alert, firing: [] },
        { at: '25h', alert, firing: [{ labels: LABELS, summary, description }] },
        { at: '26h2m', alert, firing: [] },
      ]),
    ).toBe('');
  });

  it('fire when the series is gone or never was, and tell the last run that is remembered', () => {
    const alert = `${NAME} DIDNT START IN 24hrs`;
    const summary = 'The backup of influx01:/var/lib/influxdb/ has not started for 1d, or its metrics are gone.';
    const gone = `No exporter shows it. The last run known on 10.0.0.5:9100 started 1970-01-01 00:00:00 +0000 UTC. ${WHY}`;
    const never = `No exporter shows it, nor did one in the last 7d. ${WHY}`;
    const start = `${STEM}_last_run_start${AT}`;
    expect(
      testRules(rules, { [start]: '0x10 stale _x20 1200x20' }, [
        { at: '10m', alert, firing: [] },
        { at: '20m', alert, firing: [{ summary, description: gone }] },
        { at: '35m', alert, firing: [] },
      ]),
    ).toBe('');
    expect(testRules(rules, {}, [{ at: '5m', alert, firing: [{ summary, description: never }] }])).toBe('');
  });

  it.each([
    [10, 'not a code that duplicati-cli documents'],
    [50, 'some files uploaded, not finished'],
    [100, 'an error occurred'],
    [127, 'duplicati-cli was not found'],
    [137, 'killed by signal 9 (KILL)'],
    [139, 'killed by a signal'],
    [200, 'invalid command line'],
    [255, 'not a code that duplicati-cli documents'],
  ])('fire for exit code %d with its meaning, and resolve with the next good run', (code, words) => {
    const alert = `${NAME} HAD FAILURE`;
    const series = {
      [`${STEM}_last_run_start${AT}`]: '60x20',
      [`${STEM}_last_exitcode${AT}`]: `0x4 ${code}x5 1x10`,
    };
    const description = `Its last run on 10.0.0.5:9100 started 1970-01-01 00:01:00 +0000 UTC (7m 0s ago) and ended with exit code ${code}: ${words}. ${WHY}`;
    const summary = 'The backup of influx01:/var/lib/influxdb/ failed.';
    expect(
      testRules(rules, series, [
        { at: '4m', alert, firing: [] },
        { at: '8m', alert, firing: [{ labels: LABELS, summary, description }] },
        { at: '12m', alert, firing: [] },
      ]),
    ).toBe('');
  });

  it('fire for exit code 3, which is no failure to the field’s rule', () => {
    const series = { [`${STEM}_last_run_start${AT}`]: '60x20', [`${STEM}_last_exitcode${AT}`]: '3x10 0x10' };
    const summary = 'The backup of influx01:/var/lib/influxdb/ is damaged at its destination.';
    const description = `Its last run on 10.0.0.5:9100 started 1970-01-01 00:01:00 +0000 UTC (4m 0s ago) and ended with exit code 3: the verification found corrupt data. ${WHY}`;
    expect(
      testRules(rules, series, [
        { at: '5m', alert: `${NAME} HAD FAILURE`, firing: [] },
        { at: '5m', alert: `${NAME} FOUND CORRUPT DATA`, firing: [{ labels: LABELS, summary, description }] },
        { at: '13m', alert: `${NAME} FOUND CORRUPT DATA`, firing: [] },
      ]),
    ).toBe('');
  });

  it('name every instance that has the job, where two hosts share a name', () => {
    const series = {
      [`${STEM}_last_run_start${AT}`]: `0x${2 * day}`,
      [`${STEM}_last_run_start{instance="10.0.0.6:9100",job="clone"}`]: `3600x${2 * day}`,
    };
    const summary = 'The backup of influx01:/var/lib/influxdb/ has not started for 1d, or its metrics are gone.';
    const description =
      'The last run on 10.0.0.5:9100 started 1970-01-01 00:00:00 +0000 UTC (1d 2h 0m 0s ago). ' +
      `The last run on 10.0.0.6:9100 started 1970-01-01 01:00:00 +0000 UTC (1d 1h 0m 0s ago). ${WHY}`;
    const clone = { instance: '10.0.0.6:9100', job: 'clone' };
    expect(
      testRules(rules, series, [
        {
          at: '26h',
          alert: `${NAME} DIDNT START IN 24hrs`,
          firing: [LABELS, clone].map((labels) => ({ labels, summary, description })),
        },
      ]),
    ).toBe('');
  });

  it('name a job by its metric where its path is not known for sure', () => {
    const guessed = { metric: asMetric('web_01__srv_a'), name: 'web_01__srv_a', target: null, maxAgeSeconds: 86_400 };
    const at = '{instance="i"}';
    const series = {
      [`duplicati_web_01__srv_a_last_run_start${at}`]: '0x10',
      [`duplicati_web_01__srv_a_last_exitcode${at}`]: '3x10',
    };
    expect(
      testRules(rulesFile([classicRules([guessed])]), series, [
        {
          at: '5m',
          alert: 'MONITORED DUPLICATI JOB web_01__srv_a FOUND CORRUPT DATA',
          firing: [
            {
              labels: { instance: 'i' },
              summary: 'The backup of web_01__srv_a is damaged at its destination.',
              description:
                'Its last run on i started 1970-01-01 00:00:00 +0000 UTC (5m 0s ago) and ended with exit code 3: the verification found corrupt data. Why: duptop show web_01__srv_a',
            },
          ],
        },
      ]),
    ).toBe('');
  });

  it('give back every path as it is safe to show, and in a command that a shell reads as one word', () => {
    // Paths that share a series share their rules.
    const jobs = [...new Map(HOSTILE_PATHS.map((path) => watched('h', path)).map((job) => [job.metric, job])).values()];
    const series = Object.fromEntries(jobs.map(({ metric }) => [`duplicati_${metric}_last_exitcode`, '3x10']));
    const expected = jobs.map(({ metric, name }) => ({
      at: '5m',
      alert: `MONITORED DUPLICATI JOB ${metric} FOUND CORRUPT DATA`,
      firing: [
        {
          summary: `The backup of ${visible(name)} is damaged at its destination.`,
          description: `Its last run on  started  and ended with exit code 3: the verification found corrupt data. Why: ${showCommand(name).replaceAll('{{"{"}}', '{')}`,
        },
      ],
    }));
    expect(testRules(rulesFile([classicRules(jobs)]), series, expected)).toBe('');
  });
});
