import { describe, expect, it } from 'vitest';
import type { DeliveredAlert } from '../../../src/domain/alert.ts';
import type { Labels } from '../../../src/domain/labels.ts';
import { matchDelivered } from '../../../src/fleet/alerts/match.ts';
import { aDelivered } from '../../domain/support/alerts.ts';

const MISSED = { alertname: 'DIDNT START', severity: 'error' };
const LATE = { ...MISSED, instance: 'a', job: 'x' };

function matched(raised: readonly Labels[], delivered: readonly DeliveredAlert[]) {
  const found = matchDelivered(raised, delivered);
  return raised.map((labels) => (found.get(labels) ?? []).map((alert) => delivered.indexOf(alert)));
}

describe('an alert of an Alertmanager', () => {
  it('is the one with the same labels, though another of the name has fewer', () => {
    expect(matched([MISSED, LATE], [aDelivered(LATE), aDelivered(MISSED)])).toEqual([[1], [0]]);
  });

  it('may have labels that its Prometheus puts to everything it sends', () => {
    const sites = ['a', 'b'].map((site) => aDelivered({ ...MISSED, site }));
    expect(matched([MISSED], sites)).toEqual([[0, 1]]);
  });

  it('may lack labels that its Prometheus takes away', () => {
    const { job: _, ...relabelled } = LATE;
    expect(matched([LATE, { ...LATE, instance: 'b' }], [aDelivered({ ...relabelled, site: 'a' })])).toEqual([[0], []]);
  });

  it('is not one that it contradicts, or that has another name', () => {
    expect(
      matched([LATE], [aDelivered({ ...LATE, instance: 'b' }), aDelivered({ ...LATE, alertname: 'other' })]),
    ).toEqual([[]]);
  });
});
