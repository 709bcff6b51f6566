import { describe, expect, it } from 'vitest';
import { heldBy, planSilences } from '../../src/domain/silence-plan.ts';
import { NOW } from '../present/support/snapshot.ts';
import { aDelivered, aFleetAlert, someAlerts } from './support/alerts.ts';

const LABELS = { alertname: 'DIDNT START', severity: 'error' };
const WISHES = { now: NOW, seconds: 7200, createdBy: 'op', comment: 'why' };

function matchersOf(planned: ReturnType<typeof planSilences>): readonly string[] {
  return planned.map(({ silence }) => silence.matchers.map(({ name, value }) => `${name}=${value}`).join(' '));
}

describe('a plan of silences', () => {
  it('says from when to when, by whom and why', () => {
    const alert = aFleetAlert(LABELS);
    const [planned] = planSilences([alert], someAlerts({ alerts: [alert] }), WISHES);
    expect(planned).toMatchObject({
      cluster: ['alertmanager:am1'],
      silence: { startsAt: NOW, endsAt: NOW + 7_200_000, createdBy: 'op', comment: 'why' },
    });
  });

  it('matches the labels that the Alertmanager has, where they are more than those of the rule', () => {
    const alert = aFleetAlert(LABELS, {
      delivery: { kind: 'delivered', to: [aDelivered({ ...LABELS, site: 'a' }), aDelivered({ ...LABELS, site: 'b' })] },
    });
    expect(matchersOf(planSilences([alert], someAlerts({ alerts: [alert] }), WISHES))).toEqual([
      'alertname=DIDNT START severity=error site=a',
      'alertname=DIDNT START severity=error site=b',
    ]);
  });

  it('has one silence a cluster, for its first Alertmanager that answers', () => {
    const alert = aFleetAlert(LABELS, { alertmanagers: ['alertmanager:am1', 'alertmanager:am2', 'alertmanager:am3'] });
    const clusters = [['alertmanager:am2', 'alertmanager:am1'], ['alertmanager:am3'], ['alertmanager:other']] as const;
    const planned = planSilences([alert], someAlerts({ alerts: [alert], clusters }), WISHES);
    expect(planned.map(({ cluster }) => cluster)).toEqual(clusters.slice(0, 2));
  });

  it('leaves others alone that have the same labels and more', () => {
    const alert = aFleetAlert(LABELS);
    const other = aFleetAlert({ ...LABELS, instance: 'a' });
    const alerts = [alert, other];
    const planned = planSilences([alert], someAlerts({ alerts }), WISHES);
    expect(matchersOf(planned)).toEqual(['alertname=DIDNT START severity=error instance=']);
    expect(planned.flatMap((each) => heldBy(each, alerts))).toEqual([alert]);
  });

  it('of a pending alert does not take the labels that are put to a delivered one for a difference', () => {
    const pending = aFleetAlert(LABELS, { state: 'pending', delivery: { kind: 'not-yet', why: '' as never } });
    const other = aFleetAlert(
      { ...LABELS, instance: 'a' },
      { delivery: { kind: 'delivered', to: [aDelivered({ ...LABELS, instance: 'a', cluster: 'x' })] } },
    );
    expect(matchersOf(planSilences([pending], someAlerts({ alerts: [pending, other] }), WISHES))).toEqual([
      'alertname=DIDNT START severity=error instance=',
    ]);
  });

  it('is empty where no Alertmanager would be told', () => {
    const alert = aFleetAlert(LABELS, { alertmanagers: [] });
    expect(planSilences([alert], someAlerts({ alerts: [alert] }), WISHES)).toEqual([]);
  });
});
