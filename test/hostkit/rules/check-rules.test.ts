import { describe, expect, it } from 'vitest';
import type { Job } from '../../../src/domain/job.ts';
import { asMetric } from '../../../src/domain/metric.ts';
import type { AlertRule } from '../../../src/domain/rule.ts';
import { checkRules } from '../../../src/hostkit/rules/check-rules.ts';
import { parseRules } from '../../../src/sources/prometheus/alert-rule/rules.ts';
import { fieldRules } from '../../lab/field-rules.ts';
import { aJob } from '../../present/support/snapshot.ts';
import { watched } from './support/watched.ts';

/** The field's rules for these metrics, as a Prometheus has them loaded. */
function loaded(...metrics: readonly string[]): readonly AlertRule[] {
  const { name, rules } = fieldRules(metrics);
  const group = {
    name,
    rules: rules.map(({ alert, expr }) => ({ type: 'alerting', name: alert, query: expr, health: 'ok' })),
  };
  return parseRules({ groups: [group] }, 'prometheus:site')?.items ?? [];
}

const INFLUX = 'influx01__var_lib_influxdb_';
const UNSEEN: Partial<Job> = { seen: { prometheus: null, exporter: null }, lastRun: null };
/** A job that rules watch. */
const seen = (metric: string, more: Partial<Job> = {}): Job =>
  aJob({ metric: asMetric(metric), rules: [`rules of ${metric}`], ...more });

describe('the check of loaded rules', () => {
  it('finds nothing where each rule has its series and each job its rule', () => {
    expect(checkRules(loaded(INFLUX), [seen(INFLUX)], [watched('influx01', '/var/lib/influxdb/')])).toEqual([]);
    expect(checkRules([], [], [])).toEqual([]);
  });

  it('names both spellings where rule and series differ by the slash at the end', () => {
    const job = seen(INFLUX, { host: 'influx01', path: '/var/lib/influxdb/' });
    const findings = checkRules(loaded('influx01__var_lib_influxdb'), [job], []);
    expect(findings).toMatchObject([
      {
        fault: 'rule-mismatch',
        metric: 'influx01__var_lib_influxdb',
        message: `no series is named duplicati_influx01__var_lib_influxdb_…; that of influx01:/var/lib/influxdb/ is duplicati_${INFLUX}_…`,
      },
    ]);
    expect(findings[0]?.evidence).toHaveLength(2);
    expect(findings[0]?.evidence[1]).toContain('HAD FAILURE" in group Amaterasu (prometheus:site): duplicati_');
  });

  it('says of a rule whose series nobody has whether its job is known', () => {
    const missing = aJob({ ...UNSEEN, metric: asMetric('a__srv'), rules: ['x'], host: 'a', path: '/srv' });
    const findings = checkRules(loaded('a__srv', 'gone__srv'), [missing], []);
    expect(findings.map(({ fault, metric, next }) => [fault, metric, next])).toEqual([
      ['rule-without-series', 'a__srv', 'find out why the job does not report: duptop show a:/srv'],
      ['rule-without-series', 'gone__srv', 'take the rule away, or find out why the job does not report'],
    ]);
  });

  it('believes a series that is only remembered, or that only its exporter shows yet', () => {
    const { seen: both } = aJob();
    const onExporter = seen('b__srv', { seen: { prometheus: null, exporter: both.prometheus } });
    expect(checkRules(loaded('b__srv'), [onExporter], [])).toEqual([]);
  });

  it('names a rule that Prometheus reads as a subtraction, as the host should call it', () => {
    const [finding] = checkRules(loaded('web-a__srv_my-data'), [], []);
    expect(finding).toMatchObject({
      fault: 'rule-subtraction',
      metric: 'web-a__srv_my-data',
      message: 'duplicati_web-a__srv_my-data_… is no name: Prometheus reads "-" in it as an operator, and gets nothing',
    });
    expect(finding?.next).toContain('have the host write web_a__srv_my_data');
  });

  it('names a rule in error with what Prometheus says of it', () => {
    const rules = loaded(INFLUX).map((rule) => ({
      ...rule,
      health: 'err' as const,
      lastError: 'many-to-many matching',
    }));
    const findings = checkRules(rules, [seen(INFLUX)], []);
    expect(findings.map(({ fault, evidence }) => [fault, evidence[0]])).toEqual([
      ['rule-error', 'prometheus:site: many-to-many matching'],
      ['rule-error', 'prometheus:site: many-to-many matching'],
    ]);
  });

  it('names jobs without a rule once each: those of the fleet, and declared ones that no source shows', () => {
    const unwatched = aJob({ metric: asMetric('web__srv'), host: 'web', path: '/srv', rules: [] });
    const declared = [watched('web', '/srv'), watched('db-1', '/dump'), watched('influx01', '/var/lib/influxdb/')];
    const findings = checkRules(loaded(INFLUX), [unwatched, seen(INFLUX)], declared);
    expect(findings.map(({ fault, metric, message }) => [fault, metric, message])).toEqual([
      ['job-without-rule', 'web__srv', 'no rule watches web:/srv: nobody is told when it fails or stops'],
      ['job-without-rule', 'db_1__dump', 'no rule watches db-1:/dump: nobody is told when it fails or stops'],
    ]);
  });

  it('takes the rule of a job that node_exporter drops for its rule, under the name that it should have', () => {
    const dropped = aJob({ ...UNSEEN, metric: asMetric('web-01__srv'), host: 'web-01', path: '/srv', rules: [] });
    expect(checkRules(loaded('web_01__srv'), [dropped], []).map(({ fault }) => fault)).toEqual(['rule-without-series']);
  });

  it('takes a declared job for watched where a rule watches all that there is', () => {
    const swept = aJob({ metric: asMetric('web__srv'), host: 'web', path: '/srv', rules: ['every backup'] });
    expect(checkRules(loaded(INFLUX), [seen(INFLUX), swept], [watched('web', '/srv')])).toEqual([]);
  });

  it('says in one sentence that nothing is watched at all', () => {
    const findings = checkRules([], [aJob(), aJob({ metric: asMetric('b__srv') })], []);
    expect(findings.map(({ fault, message }) => [fault, message])).toEqual([
      ['no-rules', 'Prometheus has no alert rule about backups: nobody is told when one of 2 jobs fails or stops'],
    ]);
  });

  it('shows hostile names and expressions without harm', () => {
    const rules = loaded(INFLUX).map((rule) => ({ ...rule, name: 'x\u001b[31m', metrics: [asMetric('\u202egone')] }));
    const text = JSON.stringify(checkRules(rules, [], []));
    expect(text).toContain('\\\\x1b[31m');
    expect(text.replace('"metric":"\u202egone"', '')).not.toContain('\u202e');
  });
});
