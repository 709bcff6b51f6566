import { expect, it } from 'vitest';
import { asMetric } from '../../../src/domain/metric.ts';
import type { AlertRule } from '../../../src/domain/rule.ts';
import { fromRules } from '../../../src/sources/declared/from-rules.ts';

const metric = asMetric('influx01__var_lib_influxdb');
const failureRule: AlertRule = {
  source: 'prometheus:site:2',
  group: 'Amaterasu',
  name: 'MONITORED DUPLICATI JOB influx01__var_lib_influxdb HAD FAILURE',
  expression: 'duplicati_influx01__var_lib_influxdb_last_exitcode > 9',
  metrics: [metric],
  absentMetrics: [],
  maxAgeSeconds: null,
  labelled: false,
  health: 'ok',
  lastError: null,
  alerts: [],
};

it('declares the job that a rule says must exist, with the age that it allows and the name of the rule', () => {
  const rule = { ...failureRule, name: 'DIDNT START', absentMetrics: [metric], maxAgeSeconds: 86_400 };
  expect(fromRules([rule])).toEqual({
    jobs: [
      {
        origin: 'rule',
        where: 'rule DIDNT START (prometheus site:2)',
        target: { by: 'metric', metric },
        maxAgeSeconds: 86_400,
        schedule: null,
      },
    ],
    warnings: [],
  });
});

it('declares every job that one rule says must exist', () => {
  const rule = { ...failureRule, absentMetrics: [metric, asMetric('web01__srv')] };
  expect(fromRules([rule]).jobs.map(({ target }) => target)).toEqual([
    { by: 'metric', metric },
    { by: 'metric', metric: 'web01__srv' },
  ]);
});

it('declares nothing for a rule that only reads a job’s series', () => {
  expect(fromRules([failureRule]).jobs).toEqual([]);
});
