import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRuleExpression } from '../../../../src/sources/prometheus/alert-rule/expression.ts';

describe('metrics in a rule expression', () => {
  it('finds the job of the rules in the field, as written and as Prometheus prints them', () => {
    const written = 'time()-duplicati_web01__srv_last_run_start>86400 or absent(duplicati_web01__srv_last_run_start)';
    const printed =
      'time() - duplicati_web01__srv_last_run_start > 86400 or absent(duplicati_web01__srv_last_run_start)';
    const expected = { metrics: ['web01__srv'], absentMetrics: ['web01__srv'], maxAgeSeconds: 86_400, labelled: false };
    expect(parseRuleExpression(written)).toEqual(expected);
    expect(parseRuleExpression(printed)).toEqual(expected);
    expect(parseRuleExpression('duplicati_web01__srv_last_exitcode > 9')).toEqual({
      metrics: ['web01__srv'],
      absentMetrics: [],
      maxAgeSeconds: null,
      labelled: false,
    });
  });

  it.each([
    ['absent(duplicati_web01__srv_my - data_last_run_start)', 'web01__srv_my-data'],
    ['absent(duplicati_web01__srv_my-data_last_run_start)', 'web01__srv_my-data'],
    ['absent(duplicati_web - a__srv_b - c - d_last_run_start)', 'web-a__srv_b-c-d'],
    ['absent(duplicati_web01__srv_my - data - -x_last_run_start)', 'web01__srv_my-data--x'],
    ['absent(duplicati_h__srv_a - __last_run_start)', 'h__srv_a-_'],
  ])('puts the name in %s together again', (expression, metric) => {
    expect(parseRuleExpression(expression)).toMatchObject({ metrics: [metric], absentMetrics: [metric] });
  });

  it('puts it together outside of absent(), with its threshold', () => {
    const expression = 'time() - duplicati_web01__srv_my - data_last_run_start > 3600';
    expect(parseRuleExpression(expression)).toMatchObject({ metrics: ['web01__srv_my-data'], maxAgeSeconds: 3600 });
  });

  it('leaves a subtraction of two series alone', () => {
    const two = 'duplicati_a__x_last_run_start - duplicati_b__y_last_run_start > 5';
    expect(parseRuleExpression(two).metrics).toEqual(['a__x', 'b__y']);
    const own = 'duplicati_job_last_exit_code - other_last_exitcode > 0';
    expect(parseRuleExpression(own)).toMatchObject({ metrics: [], labelled: true });
    const custom = 'duplicati_custom - duplicati_b__y_last_run_start > 5';
    expect(parseRuleExpression(custom).metrics).toEqual(['b__y']);
    const labelled = 'duplicati_job_last_completion_timestamp_seconds - duplicati_b__y_last_run_start > 5';
    expect(parseRuleExpression(labelled)).toMatchObject({ metrics: ['b__y'], labelled: true });
  });

  it.each([
    '{"duplicati_web01__srv_last_exitcode"} > 9',
    '{"duplicati_web01__srv_last_exitcode", instance="x"} > 9',
    '{__name__="duplicati_web01__srv_last_exitcode"} > 9',
    'duplicati_web01__srv_last_exitcode{instance="10.0.0.5:9100"} > 9',
    'max_over_time(duplicati_web01__srv_last_exitcode[5m]) > 9',
    '# duplicati_other__x_last_exitcode\nduplicati_web01__srv_last_exitcode > 9',
  ])('finds the name in %s', (expression) => {
    expect(parseRuleExpression(expression).metrics).toEqual(['web01__srv']);
  });

  it('takes no regular expression and no argument for a name', () => {
    const many = '{__name__=~"duplicati_.+_last_exitcode"} > 9';
    expect(parseRuleExpression(many)).toMatchObject({ metrics: [], labelled: false });
    const argument = 'label_replace(x, "job", "$1", "__name__", "duplicati_(.+)_last_exitcode") > 9';
    expect(parseRuleExpression(argument).metrics).toEqual([]);
  });

  it('knows a rule over the labelled family', () => {
    for (const expression of [
      'duplicati_job_last_exit_code > 9',
      'duplicati_job_last_exit_code{host="web01",path="/srv"} > 9',
      '{__name__=~"duplicati_job_.+"} > 9',
    ])
      expect(parseRuleExpression(expression)).toMatchObject({ metrics: [], labelled: true });
  });

  it('takes a host that is called job for what it is', () => {
    expect(parseRuleExpression('duplicati_job__srv_last_exitcode > 9')).toMatchObject({
      metrics: ['job__srv'],
      labelled: false,
    });
  });

  it('finds the job that must exist in every form of absence', () => {
    for (const expression of [
      'absent({"duplicati_web01__srv_last_run_start"})',
      'absent({__name__="duplicati_web01__srv_last_run_start"})',
      'absent_over_time(duplicati_web01__srv_last_run_start[1h])',
      'absent(duplicati_web01__srv_last_run_start{instance="x"}) == 1',
      'up == 0 or absent(last_over_time(duplicati_web01__srv_last_run_start[1h]))',
    ])
      expect(parseRuleExpression(expression).absentMetrics).toEqual(['web01__srv']);
  });

  it('finds each job of a rule that says so of several', () => {
    const expression = ['web01__srv', 'db01__data', 'web01__srv']
      .map((metric) => `absent(duplicati_${metric}_last_run_start)`)
      .join(' or ');
    expect(parseRuleExpression(expression).absentMetrics).toEqual(['web01__srv', 'db01__data']);
  });
});

const X = 'duplicati_web01__srv_last_run_start';

describe('the allowed age in a rule expression', () => {
  it.each([
    [`time() - ${X} > 86400`, 86_400],
    [`time()-${X}>=86400`, 86_400],
    [`86400 < time() - ${X}`, 86_400],
    [`(time() - ${X}) > (86400)`, 86_400],
    [`time() - ${X} > 24 * 60 * 60`, 86_400],
    [`(time() - ${X}) / 3600 > 26`, 93_600],
    [`time() - ${X} > 1d2h`, 93_600],
    [`${X} < time() - 86400`, 86_400],
    [`time() - 86400 > ${X}`, 86_400],
    [`${X} + 86400 <= time()`, 86_400],
    [`-(${X} - time()) > 8.64e4`, 86_400],
    [`time() - max by (instance) (${X}) > bool 3600`, 3600],
    [`time() - max(${X}{instance=~"a.*"}) by (instance) > 3600`, 3600],
    [`time() - last_over_time(${X}[7d] offset 5m) > 3600 and on (instance) up == 1`, 3600],
    [`up == 0 or time() - ${X} > 7200`, 7200],
    [`time() - {"${X}"} > 3600`, 3600],
    ['time() - {__name__=~"duplicati_.+_last_run_start"} > 3600', 3600],
    ['time() - duplicati_job_last_success_timestamp_seconds{host="web01"} > 172800', 172_800],
  ])('is read from %s', (expression, seconds) => {
    expect(parseRuleExpression(expression).maxAgeSeconds).toBe(seconds);
  });

  it.each([
    [`time() - ${X} < 60`, 'young'],
    [`${X} > 86400`, 'no age'],
    [`time() - ${X} > -5`, 'negative'],
    [`time() - ${X} > ${X}`, 'compared with itself'],
    [`2 * time() - ${X} > 86400`, 'not an age'],
    [`time() - ${X} > (`, 'unfinished'],
    [`time() - ${X} == 86400`, 'equal'],
    [`time() - ${X} > scalar(limit)`, 'not a number'],
    [`time() - ${X} > 1 / 0`, 'infinite'],
    ['time() - duplicati_web01__srv_last_run_seconds > 86400', 'another series'],
    [`${'('.repeat(5000)}time() - ${X} > 86400${')'.repeat(5000)}`, 'too deep'],
  ])('is not made up from %s', (expression) => {
    expect(parseRuleExpression(expression).maxAgeSeconds).toBeNull();
  });

  it('does not stumble over names that objects have', () => {
    expect(parseRuleExpression(`constructor(${X}) constructor toString __proto__`)).toMatchObject({
      metrics: ['web01__srv'],
      maxAgeSeconds: null,
    });
  });

  it('comes through whatever the server says', () => {
    const pieces = [
      'duplicati_a__b_last_run_start',
      'time()',
      '-',
      '>',
      '(',
      ')',
      '{',
      '}',
      '"',
      '86400',
      ' or ',
      'by',
      '[',
      ']',
      ',',
      '\\',
    ];
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string())), (parts) => {
        const { metrics, maxAgeSeconds } = parseRuleExpression(parts.join(''));
        expect(maxAgeSeconds === null || maxAgeSeconds > 0).toBe(true);
        expect(Array.isArray(metrics)).toBe(true);
      }),
    );
  });
});
