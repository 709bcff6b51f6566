import { describe, expect, it } from 'vitest';
import type { DeliveredAlert, FleetAlert, RaisedAlert } from '../../../src/domain/alert.ts';
import type { Job } from '../../../src/domain/job.ts';
import type { SourceId } from '../../../src/domain/reading.ts';
import type { AlertRule } from '../../../src/domain/rule.ts';
import type { Silence } from '../../../src/domain/silence.ts';
import { mergeAlerts } from '../../../src/fleet/alerts/merge-alerts.ts';
import type { DeliveredReading, RaisedReading } from '../../../src/fleet/alerts/reading.ts';
import { aDelivered, aSilence } from '../../domain/support/alerts.ts';
import { ago, aJob, aSource } from '../../present/support/snapshot.ts';

const LABELS = { alertname: 'MONITORED DUPLICATI JOB influx01__srv HAD FAILURE', severity: 'error' };
const QUERY = 'duplicati_influx01__srv_last_exitcode > 9';

function raised(labels: RaisedAlert['labels'], given: Partial<RaisedAlert> = {}, expression: string | null = QUERY) {
  const alert: RaisedAlert = { state: 'firing', labels, annotations: {}, activeAt: ago(60), value: 100, ...given };
  return { alert, rule: expression === null ? null : ({ group: 'g', expression } as AlertRule) };
}

function prometheus(
  name: string,
  alerts: readonly ReturnType<typeof raised>[] | null,
  sendsTo: readonly SourceId[] | null = ['alertmanager:am1'],
): RaisedReading {
  const state = aSource({ id: `prometheus:${name}`, name, ok: alerts !== null });
  return { state, alerting: alerts && { raised: alerts, rules: null, dropped: 0 }, sendsTo };
}

function alertmanager(name: string, alerts: readonly DeliveredAlert[] | null): DeliveredReading {
  const state = aSource({ id: `alertmanager:${name}`, kind: 'alertmanager', name, ok: alerts !== null });
  return { state, alerts, silences: [], members: [] };
}

interface Told {
  readonly from: readonly RaisedReading[];
  readonly at?: readonly DeliveredReading[];
  readonly silences?: readonly Silence[];
  readonly jobs?: readonly Job[];
}

function merged({ from, at = [], silences = [], jobs = [] }: Told): readonly FleetAlert[] {
  return mergeAlerts(from, at, silences, jobs);
}

function only(told: Told): FleetAlert {
  const [alert, ...others] = merged(told);
  if (alert === undefined || others.length > 0) throw new Error(`${others.length + 1} alerts`);
  return alert;
}

describe('what several sources say of the same labels', () => {
  it('is one alert: firing where it fires anywhere, since the earliest moment', () => {
    const alert = only({
      from: [
        prometheus('one', [raised(LABELS, { state: 'pending', activeAt: ago(100) })]),
        prometheus('two', [raised(LABELS)], ['alertmanager:am2']),
      ],
      at: [alertmanager('am1', [aDelivered(LABELS)]), alertmanager('am2', [])],
    });
    expect(alert).toMatchObject({
      state: 'firing',
      activeAt: ago(100),
      prometheus: ['prometheus:one', 'prometheus:two'],
      alertmanagers: ['alertmanager:am1', 'alertmanager:am2'],
      delivery: { kind: 'delivered', to: [{ alertmanager: 'alertmanager:am1' }] },
      rule: { group: 'g', expression: QUERY },
    });
  });

  it('is two alerts where the labels differ', () => {
    expect(merged({ from: [prometheus('one', [raised(LABELS), raised({ ...LABELS, instance: 'a' })])] })).toHaveLength(
      2,
    );
  });

  it('is an alert of an Alertmanager alone where no Prometheus that was asked raises it', () => {
    const delivered = aDelivered({ ...LABELS, site: 'b' }, { startsAt: ago(300), expression: QUERY });
    expect(only({ from: [prometheus('one', null)], at: [alertmanager('am1', [delivered])] })).toMatchObject({
      state: 'firing',
      prometheus: [],
      activeAt: ago(300),
      rule: { expression: QUERY },
      alertmanagers: ['alertmanager:am1'],
    });
  });
});

describe('an alert that no Alertmanager has', () => {
  const delivery = (told: Told) => only(told).delivery;

  it('need not be there while it is pending', () => {
    const from = [prometheus('one', [raised(LABELS, { state: 'pending' })])];
    expect(delivery({ from, at: [alertmanager('am1', [])] }).kind).toBe('not-yet');
  });

  it('is lost where its Prometheus sends to none', () => {
    expect(delivery({ from: [prometheus('one', [raised(LABELS)], [])] })).toMatchObject({
      kind: 'undelivered',
      why: 'prometheus one sends to no Alertmanager: nobody is told (alerting: alertmanagers: in prometheus.yml)',
    });
  });

  it('is nowhere where all of them answer', () => {
    const told = { from: [prometheus('one', [raised(LABELS)])], at: [alertmanager('am1', [])] };
    expect(delivery(told)).toMatchObject({
      kind: 'undelivered',
      why: expect.stringContaining('alertmanager am1 does not have it'),
    });
  });

  it('may be there where one does not answer, or where nobody tells which they are', () => {
    const from = [prometheus('one', [raised(LABELS)])];
    expect(delivery({ from, at: [alertmanager('am1', null)] })).toMatchObject({
      kind: 'unknown',
      why: 'alertmanager am1 did not answer us',
    });
    expect(delivery({ from: [prometheus('one', [raised(LABELS)], null)] }).kind).toBe('unknown');
  });
});

describe('silences', () => {
  it('are those that the Alertmanager names, with who made them', () => {
    const silence = aSilence({ id: 'one' });
    const delivered = aDelivered(LABELS, { state: 'suppressed', silencedBy: ['one', 'unknown'] });
    const alert = only({
      from: [prometheus('one', [raised(LABELS)])],
      at: [alertmanager('am1', [delivered])],
      silences: [silence, aSilence({ id: 'other' })],
    });
    expect(alert.silences).toEqual([silence]);
  });

  it('are those that would hold, for an alert that is pending', () => {
    const equals = (name: string, value: string) => ({ name, value, isRegex: false, isEqual: true });
    const holding = aSilence({ id: 'holds', matchers: [equals('alertname', LABELS.alertname)] });
    const alert = only({
      from: [prometheus('one', [raised(LABELS, { state: 'pending' })])],
      at: [alertmanager('am1', [])],
      silences: [
        holding,
        { ...holding, id: 'over', state: 'expired' },
        aSilence({ id: 'other', matchers: [equals('alertname', 'other')] }),
      ],
    });
    expect(alert.silences.map(({ id }) => id)).toEqual(['holds']);
  });

  it('are not the only thing that keeps an alert silent', () => {
    const source = aDelivered({ alertname: 'HostDown' }, { fingerprint: 'host' });
    const target = aDelivered(LABELS, { state: 'suppressed', inhibitedBy: ['host', 'gone'], mutedBy: ['weekend'] });
    const alerts = merged({
      from: [prometheus('one', [raised(LABELS)])],
      at: [alertmanager('am1', [source, target])],
    });
    expect(alerts.find(({ name }) => name === LABELS.alertname)).toMatchObject({
      inhibitedBy: ['HostDown', 'gone'],
      mutedBy: ['weekend'],
    });
  });
});

describe('the jobs of an alert', () => {
  const influx = aJob({ host: 'influx01', path: '/srv', instance: 'a:9100' });
  const other = aJob({ host: 'web', path: '/srv', instance: 'b:9100' });
  const jobs = [influx, other];
  const idsOf = (labels: RaisedAlert['labels'], expression: string | null, among: readonly Job[] = jobs) =>
    only({ from: [prometheus('one', [raised(labels, {}, expression)])], jobs: among }).jobs;

  it('are those whose series the rule names, on the instance of the alert', () => {
    const twin = aJob({ host: 'influx01', path: '/srv', instance: 'c:9100', id: 'influx01:/srv@c:9100' as Job['id'] });
    expect(idsOf(LABELS, QUERY, [...jobs, twin])).toEqual([influx.id, twin.id]);
    expect(idsOf({ ...LABELS, instance: 'c:9100' }, QUERY, [...jobs, twin])).toEqual([twin.id]);
    expect(idsOf({ ...LABELS, instance: 'prom:9090', exported_instance: 'c:9100' }, QUERY, [...jobs, twin])).toEqual([
      twin.id,
    ]);
  });

  it('are those that a rule means which names a series that nobody has', () => {
    expect(idsOf(LABELS, 'absent(duplicati_influx01__srv__last_run_start)')).toEqual([influx.id]);
  });

  it('are those of its labels host and path where the rule names no job', () => {
    expect(idsOf({ ...LABELS, host: 'web', path: '/srv' }, 'duplicati_job_last_exit_code > 9')).toEqual([other.id]);
  });

  it('are all of its instance where it speaks of backups and of no one of them', () => {
    expect(
      idsOf({ alertname: 'DuplicatiTextfileRejected', instance: 'b:9100' }, 'node_textfile_scrape_error > 0'),
    ).toEqual([other.id]);
    expect(idsOf({ alertname: 'HostDown', instance: 'b:9100' }, 'up == 0')).toEqual([]);
  });
});

it('an alert is about backups where its rule or one of its labels says so', () => {
  const about = (labels: RaisedAlert['labels'], expression: string | null) =>
    only({ from: [prometheus('one', [raised(labels, {}, expression)])] }).aboutBackups;
  expect(about({ alertname: 'BackupFailed' }, QUERY)).toBe(true);
  expect(about({ alertname: 'DuplicatiDown' }, null)).toBe(true);
  expect(about({ alertname: 'HostDown' }, 'up == 0')).toBe(false);
});
