import { describe, expect, it } from 'vitest';
import { parseAlerting } from '../../../src/sources/prometheus/alerting.ts';

const ALERT = {
  labels: { alertname: 'A', instance: 'a' },
  annotations: { summary: 'bad\u001b[2J', description: 'x' },
  state: 'firing',
  activeAt: '2026-11-24T19:42:20.5Z',
  value: '1e+02',
};
const rule = (given: object) => ({
  type: 'alerting',
  name: 'A',
  query: 'up == 0',
  health: 'ok',
  alerts: [ALERT],
  ...given,
});
const groups = (...rules: readonly object[]) => ({ groups: [{ name: 'g', rules }] });

describe('alerts with their rules', () => {
  it('are all of them, with every label and annotation as it is', () => {
    expect(parseAlerting(groups(rule({})), 'prometheus:p')).toMatchObject({
      raised: [
        {
          alert: { state: 'firing', labels: ALERT.labels, annotations: ALERT.annotations, value: 100 },
          rule: { group: 'g', name: 'A', expression: 'up == 0' },
        },
      ],
      rules: [],
      dropped: 0,
    });
  });

  it('come with the rules that speak of backups, whether these have alerts or not', () => {
    const query = 'duplicati_a__srv_last_exitcode > 9';
    const parsed = parseAlerting(groups(rule({ query, alerts: [] }), rule({})), 'prometheus:p');
    expect(parsed?.rules?.map(({ expression }) => expression)).toEqual([query]);
  });

  it('are told alone where the server lists no rules', () => {
    expect(parseAlerting({ alerts: [ALERT] }, 'prometheus:p')).toMatchObject({
      raised: [{ alert: { labels: ALERT.labels }, rule: null }],
      rules: null,
    });
  });

  it('that are not of the right form are left out and counted', () => {
    const bad = [null, { ...ALERT, state: 'odd' }, { ...ALERT, labels: { a: 1 } }, { ...ALERT, labels: [] }];
    expect(parseAlerting(groups(rule({ alerts: bad })), 'prometheus:p')).toMatchObject({ raised: [], dropped: 4 });
  });

  it('have no value where it is no number that JSON could hold', () => {
    const values = ['NaN', '+Inf', 'x', 7, '-0.5'].map((value) => ({ ...ALERT, value }));
    const parsed = parseAlerting({ alerts: values }, 'prometheus:p');
    expect(parsed?.raised.map(({ alert }) => alert.value)).toEqual([null, null, null, null, -0.5]);
  });
});

it('an answer with neither groups nor alerts is none', () => {
  expect([{}, null, { groups: 1 }, []].map((data) => parseAlerting(data, 'prometheus:p'))).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
