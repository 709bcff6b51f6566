import { describe, expect, it } from 'vitest';
import { parseAlert, parseAlerts } from '../../../src/sources/prometheus/alert.ts';

const ALERT = {
  labels: { alertname: 'MONITORED DUPLICATI JOB web01__srv HAD FAILURE', severity: 'error', instance: '10.0.0.5:9100' },
  annotations: { description: 'last run\n  failed', message: 'm' },
  state: 'firing',
  activeAt: '2026-11-24T21:16:13.673433017Z',
  value: '1e+00',
};

describe('parseAlert', () => {
  it('reads an alert, its explanation on one line', () => {
    expect(parseAlert(ALERT)).toEqual({
      name: 'MONITORED DUPLICATI JOB web01__srv HAD FAILURE',
      state: 'firing',
      activeAt: Date.parse('2026-11-24T21:16:13.673Z'),
      severity: 'error',
      instance: '10.0.0.5:9100',
      host: null,
      path: null,
      summary: 'last run failed',
    });
  });

  it('prefers the summary over the description over the message', () => {
    const summaryOf = (annotations: object) => parseAlert({ ...ALERT, annotations })?.summary;
    expect(summaryOf({ message: 'm', description: 'd', summary: 's' })).toBe('s');
    expect(summaryOf({ message: 'm', description: 'd', summary: '' })).toBe('d');
    expect(summaryOf({ message: 'm' })).toBe('m');
    expect(summaryOf({ runbook: 'r' })).toBeNull();
  });

  it('keeps host and path of the labelled family exact', () => {
    const labels = { ...ALERT.labels, host: 'web01', path: '/srv/\x1b[2J' };
    expect(parseAlert({ ...ALERT, labels })).toMatchObject({ host: 'web01', path: '/srv/\x1b[2J' });
  });

  it('is null for an inactive one, one without a name and what is none', () => {
    for (const element of [{ ...ALERT, state: 'inactive' }, { ...ALERT, labels: {} }, null, 5, []])
      expect(parseAlert(element)).toBeNull();
  });
});

describe('parseAlerts', () => {
  it('keeps those that speak of backups', () => {
    const other = { ...ALERT, labels: { alertname: 'InstanceDown' } };
    const labelled = { ...ALERT, labels: { alertname: 'BackupLate', rule: 'duplicati' } };
    expect(parseAlerts({ alerts: [ALERT, other, labelled, null] })?.items.map(({ name }) => name)).toEqual([
      'MONITORED DUPLICATI JOB web01__srv HAD FAILURE',
      'BackupLate',
    ]);
  });
});
