import { describe, expect, it } from 'vitest';
import { asMetric } from '../../../src/domain/metric.ts';
import type { AlertRule } from '../../../src/domain/rule.ts';
import { WatchingRules } from '../../../src/fleet/merge/watching-rules.ts';
import { EXPORTER_RULES } from '../../../src/hostkit/rules/exporter-rules.ts';
import { labelledRules } from '../../../src/hostkit/rules/labelled-rules.ts';
import { rulesFile } from '../../../src/hostkit/rules/rules-file.ts';
import { parseRules } from '../../../src/sources/prometheus/alert-rule/rules.ts';
import { describeWith } from '../../support/describe-with.ts';
import { testRules } from './support/promtool.ts';

const RULES = rulesFile([EXPORTER_RULES]);
const AT = '{instance="10.0.0.5:9100",job="influx01"}';
const LABELS = { instance: '10.0.0.5:9100', job: 'influx01' };
const WHERE = '10.0.0.5:9100 (scrape job influx01)';

describe('rules that need no list of jobs', () => {
  it('are not taken by duptop for rules that watch each classic job', () => {
    const groups = [labelledRules([], 86_400), EXPORTER_RULES].map(({ name, rules }) => ({
      name,
      rules: rules.map(({ alert, expr }) => ({ type: 'alerting', name: alert, query: expr, health: 'ok', alerts: [] })),
    }));
    const loaded = parseRules({ groups }, 'prometheus:x')?.items as readonly AlertRule[];
    const metric = asMetric('influx01__srv');
    expect(loaded.length).toBeGreaterThan(5);
    expect(new WatchingRules(loaded, new Set([metric])).watching({ metric, labelled: null })).toEqual([]);
  });
});

describeWith(['promtool'], 'the alerts on exporters, evaluated by promtool', () => {
  it('fire while node_exporter drops a textfile', () => {
    const alert = 'DuplicatiTextfileRejected';
    const summary = `node_exporter at ${WHERE} drops a .prom file.`;
    const description =
      'A backup may run there, or fail, and nobody sees it. Which file and why: duptop list --wide cause:textfile-rejected';
    expect(
      testRules(RULES, { [`node_textfile_scrape_error${AT}`]: '0x4 1x5 0x10' }, [
        { at: '4m', alert, firing: [] },
        { at: '7m', alert, firing: [{ labels: LABELS, summary, description }] },
        { at: '12m', alert, firing: [] },
      ]),
    ).toBe('');
  });

  const summary = `The exporter at ${WHERE} does not answer, and it shows backups.`;
  const description =
    'Nobody sees whether its backups run. Host or exporter: duptop list --wide cause:exporter-down,host-unreachable,scrape-failing';
  const firing = [{ labels: LABELS, summary, description }];
  const alert = 'DuplicatiExporterDown';

  it.each([
    ['classic', `duplicati_influx01__srv_last_run_start${AT}`],
    [
      'labelled',
      'duplicati_job_last_start_timestamp_seconds{instance="10.0.0.5:9100",job="influx01",host="h",path="/p"}',
    ],
  ])('fire as long as an exporter with %s series is down, for days, and resolve when it is back', (_, series) => {
    const up = `1x30 0x${3 * 24 * 60} 1x60`;
    expect(
      testRules(RULES, { [`up${AT}`]: up, [series]: `0x30 stale` }, [
        { at: '30m', alert, firing: [] },
        { at: '40m', alert, firing },
        // At every moment of the days: the two ranges that are looked at leave no gap.
        ...[1, 5, 6, 7, 11, 12, 13, 25, 49, 71].map((hours) => ({ at: `${hours}h17m`, alert, firing })),
        { at: '72h40m', alert, firing: [] },
      ]),
    ).toBe('');
  });

  it('fire for an exporter that was there for minutes only', () => {
    const series = {
      [`up${AT}`]: '_x7 1x13 0x300',
      [`duplicati_influx01__srv_last_run_start${AT}`]: '_x7 0x13 stale',
    };
    const expected = [30, 60, 240].map((minutes) => ({ at: `${minutes}m`, alert, firing }));
    expect(testRules(RULES, series, expected)).toBe('');
  });

  it('leave exporters alone that never had a backup, and short failures', () => {
    const other = '{instance="10.0.0.6:9100",job="other"}';
    const series = {
      [`up${AT}`]: '1x30 0x3 1x30',
      [`duplicati_influx01__srv_last_run_start${AT}`]: '0x30 stale _x2 0x30',
      [`up${other}`]: '1x30 0x30',
    };
    const none = [33, 34, 40, 59].map((minutes) => ({ at: `${minutes}m`, alert, firing: [] }));
    expect(testRules(RULES, series, none)).toBe('');
  });

  it('fire while series are hidden on a host with backups, and on no other', () => {
    const name = 'promhttp_metric_handler_errors_total';
    const labels = (instance: string) => `{instance="${instance}",job="influx01",cause="gathering"}`;
    const series = {
      [`${name}${labels('10.0.0.5:9100')}`]: '0x10 1+1x10 11x30',
      [`${name}${labels('10.0.0.6:9100')}`]: '0x10 1+1x10 11x30',
      [`duplicati_influx01__srv_last_run_start${AT}`]: '0x60',
    };
    const hidden = {
      labels: { ...LABELS, cause: 'gathering' },
      severity: 'warning' as const,
      summary: `node_exporter at ${WHERE} leaves out series without an error.`,
      description:
        'Two .prom files have the same series, or a HELP or TYPE that differs; the first one hides the other. Which: duptop list --wide cause:textfile-shadowed',
    };
    expect(
      testRules(RULES, series, [
        { at: '10m', alert: 'DuplicatiFilesHidden', firing: [] },
        { at: '15m', alert: 'DuplicatiFilesHidden', firing: [hidden] },
        { at: '45m', alert: 'DuplicatiFilesHidden', firing: [] },
      ]),
    ).toBe('');
  });
});
