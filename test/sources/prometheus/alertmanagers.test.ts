import { expect, it } from 'vitest';
import { parseAlertmanagers } from '../../../src/sources/prometheus/alertmanagers.ts';

function found(...urls: readonly unknown[]) {
  return parseAlertmanagers({ activeAlertmanagers: urls.map((url) => ({ url })), droppedAlertmanagers: [] });
}

it('gives the base address of each Alertmanager once, with its prefix', () => {
  expect(
    found(
      'http://10.0.0.1:9093/api/v2/alerts',
      'https://am/prefix/api/v1/alerts',
      'http://10.0.0.1:9093/api/v2/alerts',
    ),
  ).toEqual({ items: ['http://10.0.0.1:9093', 'https://am/prefix'], dropped: 0 });
});

it('leaves out what is no address of an Alertmanager', () => {
  expect(found('file:///api/v2/alerts', 'http://a/else', 7, null)).toEqual({ items: [], dropped: 4 });
});

it('keeps no credentials', () => {
  expect(found('http://me:s3cret@am:9093/api/v2/alerts')?.items).toEqual(['http://am:9093']);
});

it('tells an answer without a list apart', () => {
  expect([parseAlertmanagers({}), parseAlertmanagers(null), parseAlertmanagers([])]).toEqual([null, null, null]);
});
