import type { Job } from '../../../../src/domain/job.ts';
import type { Snapshot } from '../../../../src/domain/snapshot.ts';
import type { LiveAlerts } from '../../../../src/live/live-alerts.ts';
import { say } from '../../../../src/text/safe-text.ts';
import { aDelivered, aFleetAlert, aSilence, someAlerts } from '../../../domain/support/alerts.ts';
import { ago, aJob, anAlert, aSnapshot } from '../../../present/support/snapshot.ts';

export const DB: Job = aJob({ host: 'db01', path: '/srv', status: 'failed', alerts: [anAlert()] });
export const MAIL: Job = aJob({ host: 'mail', path: '/var/vmail', status: 'late', alerts: [anAlert()] });
export const SNAPSHOT: Snapshot = aSnapshot({ jobs: [DB, MAIL] });

const FAILED = { alertname: 'JOB db01__srv HAD FAILURE', severity: 'error', instance: '10.0.0.5:9100' };
const LATE = { alertname: 'JOB mail__var_vmail DIDNT START', severity: 'error' };
export const SILENCE = aSilence({
  matchers: [{ name: 'alertname', value: LATE.alertname, isRegex: false, isEqual: true }],
});

export const FIRING = aFleetAlert(FAILED, {
  jobs: [DB.id],
  annotations: { summary: 'The backup failed.' },
  rule: { group: 'Amaterasu', expression: 'duplicati_db01__srv_last_exitcode > 9' },
});
const PENDING = aFleetAlert(
  { alertname: 'DuplicatiSlow', path: '/srv/\u001b[2J' },
  { state: 'pending', activeAt: ago(30), delivery: { kind: 'not-yet', why: say`pending: it is sent later` } },
);
const SILENT = aFleetAlert(LATE, {
  jobs: [MAIL.id],
  silences: [SILENCE],
  delivery: { kind: 'delivered', to: [aDelivered(LATE, { state: 'suppressed', silencedBy: [SILENCE.id] })] },
});
const FOREIGN = aFleetAlert({ alertname: 'HostDown' }, { aboutBackups: false });

/** One that fires, one that is pending, one that is silent, one of others; a silence and a rule that can never match. */
export function liveAlerts(given: Partial<LiveAlerts> = {}): LiveAlerts {
  return {
    ...someAlerts({ alerts: [FIRING, FOREIGN, PENDING, SILENT], silences: [SILENCE] }),
    problems: [
      {
        fault: 'rule-without-series',
        message: say`no series is named duplicati_gone__srv_…`,
        evidence: [],
        next: say`take the rule away`,
      },
    ],
    user: 'op',
    readOnly: false,
    ...given,
  };
}
