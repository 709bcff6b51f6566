import { expect, it } from 'vitest';
import { clustersOf } from '../../../src/fleet/alerts/clusters.ts';
import { aSource } from '../../present/support/snapshot.ts';

function reading(name: string, members: readonly string[], ok = true) {
  const state = aSource({ id: `alertmanager:${name}`, kind: 'alertmanager', name, ok });
  return { state, alerts: [], silences: [], members };
}

it('Alertmanagers that name each other are one cluster, those that answer first', () => {
  const clusters = clustersOf([
    reading('a', ['01A', '01B'], false),
    reading('alone', []),
    reading('b', ['01B', '01A']),
    reading('other', []),
  ]);
  expect(clusters).toEqual([['alertmanager:b', 'alertmanager:a'], ['alertmanager:alone'], ['alertmanager:other']]);
});
