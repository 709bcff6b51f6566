import type { DeliveredAlert, FleetAlert } from '../../../src/domain/alert.ts';
import type { FleetAlerts } from '../../../src/domain/alerts.ts';
import { type Labels, labelOf, labelsKey } from '../../../src/domain/labels.ts';
import type { Silence } from '../../../src/domain/silence.ts';
import { ago, aSource, NOW } from '../../present/support/snapshot.ts';

/** As one Alertmanager has it. */
export function aDelivered(labels: Labels, given: Partial<DeliveredAlert> = {}): DeliveredAlert {
  return {
    alertmanager: 'alertmanager:am1',
    fingerprint: labelsKey(labels),
    labels,
    annotations: {},
    state: 'active',
    startsAt: ago(600),
    receivers: ['ops'],
    silencedBy: [],
    inhibitedBy: [],
    mutedBy: [],
    expression: null,
    ...given,
  };
}

/** Firing for ten minutes, delivered to one Alertmanager, silent for nobody. */
export function aFleetAlert(labels: Labels, given: Partial<FleetAlert> = {}): FleetAlert {
  return {
    key: labelsKey(labels),
    name: labelOf(labels, 'alertname'),
    labels,
    annotations: {},
    state: 'firing',
    activeAt: ago(600),
    value: 100,
    rule: null,
    prometheus: ['prometheus:default'],
    alertmanagers: ['alertmanager:am1'],
    delivery: { kind: 'delivered', to: [aDelivered(labels)] },
    silences: [],
    inhibitedBy: [],
    mutedBy: [],
    jobs: [],
    aboutBackups: true,
    ...given,
  };
}

/** By anna, for two hours more. */
export function aSilence(given: Partial<Silence> = {}): Silence {
  return {
    id: '47ba7663-4e2d-4c96-bcd6-f9fa2e3a72f4',
    state: 'active',
    matchers: [{ name: 'alertname', value: 'HAD FAILURE', isRegex: false, isEqual: true }],
    startsAt: ago(60),
    endsAt: NOW + 7_200_000,
    createdBy: 'anna',
    comment: 'moving house',
    alertmanagers: ['alertmanager:am1'],
    ...given,
  };
}

export function someAlerts(given: Partial<FleetAlerts> = {}): FleetAlerts {
  return {
    readAt: NOW,
    sources: [
      aSource(),
      aSource({ id: 'alertmanager:am1', kind: 'alertmanager', name: 'am1', url: 'http://am1:9093' }),
    ],
    alerts: [],
    silences: [],
    clusters: [['alertmanager:am1']],
    rules: [],
    ...given,
  };
}
