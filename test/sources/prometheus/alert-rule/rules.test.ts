import { describe, expect, it } from 'vitest';
import { parseRules } from '../../../../src/sources/prometheus/alert-rule/rules.ts';

const RULE = {
  type: 'alerting',
  state: 'inactive',
  name: 'MONITORED DUPLICATI JOB web01__srv HAD FAILURE',
  query: 'duplicati_web01__srv_last_exitcode > 9',
  health: 'ok',
  alerts: [],
};
const parse = (...rules: unknown[]) => parseRules({ groups: [{ name: 'Amaterasu', rules }] }, 'prometheus:x');

describe('parseRules', () => {
  it('reads a rule with its group, its job and its alerts', () => {
    const alerts = [
      { labels: { alertname: RULE.name, severity: 'error' }, state: 'pending', activeAt: '', annotations: {} },
    ];
    expect(parse({ ...RULE, alerts })?.items).toMatchObject([
      {
        source: 'prometheus:x',
        group: 'Amaterasu',
        name: RULE.name,
        expression: RULE.query,
        metrics: ['web01__srv'],
        health: 'ok',
        lastError: null,
        alerts: [{ state: 'pending', severity: 'error', activeAt: null }],
      },
    ]);
  });

  it('keeps why a rule can not be evaluated', () => {
    expect(parse({ ...RULE, health: 'err', lastError: 'many-to-many\x1b[2J' })?.items).toMatchObject([
      { health: 'err', lastError: 'many-to-many\\x1b[2J' },
    ]);
  });

  it('leaves out recording rules and rules about other things', () => {
    const recording = { type: 'recording', name: 'job:age', query: 'max(duplicati_job_last_exit_code)', health: 'ok' };
    const other = { ...RULE, name: 'InstanceDown', query: 'up == 0' };
    expect(parse(recording, other, null, 'x')).toEqual({ items: [], dropped: 0 });
  });

  it('drops and counts a rule that is too large to be followed', () => {
    expect(parse({ ...RULE, query: `${RULE.query} or ${'x'.repeat(1e6)}` }, RULE)).toMatchObject({ dropped: 1 });
  });

  it('is null where there are no groups', () => {
    for (const data of [null, {}, { groups: 'x' }]) expect(parseRules(data, 'prometheus:x')).toBeNull();
    expect(parseRules({ groups: [null, { name: 'x' }] }, 'prometheus:x')).toEqual({ items: [], dropped: 2 });
  });
});
