import { describe, expect, it } from 'vitest';
import { byAlertRank, loudnessOf } from '../../src/domain/alert.ts';
import { ago } from '../present/support/snapshot.ts';
import { aDelivered, aFleetAlert, aSilence } from './support/alerts.ts';

const LABELS = { alertname: 'A' };
const suppressed = aDelivered(LABELS, { state: 'suppressed' });

describe('an alert', () => {
  it('is suppressed where every Alertmanager that has it keeps it silent, and partly where one does not', () => {
    const loudness = (...to: ReturnType<typeof aDelivered>[]) =>
      loudnessOf(aFleetAlert(LABELS, { delivery: { kind: 'delivered', to } }));
    expect(loudness(aDelivered(LABELS))).toBe('loud');
    expect(loudness(suppressed, suppressed)).toBe('suppressed');
    expect(loudness(suppressed, aDelivered(LABELS))).toBe('partly');
    expect(loudness(aDelivered(LABELS, { mutedBy: ['weekend'] }))).toBe('suppressed');
  });

  it('that is not delivered yet is as silent as it will be', () => {
    const notYet = { kind: 'not-yet', why: '' as never } as const;
    expect(loudnessOf(aFleetAlert(LABELS, { delivery: notYet }))).toBe('loud');
    expect(loudnessOf(aFleetAlert(LABELS, { delivery: notYet, silences: [aSilence()] }))).toBe('suppressed');
  });

  it('stands before another that is pending, silent, or younger', () => {
    const firing = aFleetAlert({ alertname: 'firing' });
    const younger = aFleetAlert({ alertname: 'younger' }, { activeAt: ago(10) });
    const pending = aFleetAlert({ alertname: 'pending' }, { state: 'pending', activeAt: ago(9000) });
    const silent = aFleetAlert({ alertname: 'silent' }, { delivery: { kind: 'delivered', to: [suppressed] } });
    expect([silent, pending, younger, firing].sort(byAlertRank).map(({ name }) => name)).toEqual([
      'firing',
      'younger',
      'pending',
      'silent',
    ]);
  });
});
