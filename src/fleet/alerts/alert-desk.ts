import type { Cluster, FleetAlerts } from '../../domain/alerts.ts';
import type { Job } from '../../domain/job.ts';
import type { SourceId } from '../../domain/reading.ts';
import type { NewSilence } from '../../domain/silence.ts';
import type { AlertChange, ChangeOutcome } from '../../domain/silence-change.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Alertmanager } from '../../sources/alertmanager/client.ts';
import type { Prometheus } from '../../sources/prometheus/client.ts';
import { SourceError, type SourceErrorKind } from '../../sources/source-error.ts';
import { isoTime } from '../../text/iso-time.ts';
import { type SafeText, say, visible } from '../../text/safe-text.ts';
import type { AlertmanagerAccess } from './alertmanager-access.ts';
import { readAlerts } from './read-alerts.ts';

/** Reads the alerts of a fleet, and changes silences. */
export interface AlertDesk {
  read(jobs: readonly Job[], signal: AbortSignal): Promise<FleetAlerts>;
  /** In the Alertmanagers that were found by `read`; each change is noted in the audit log, whatever comes of it. */
  change(change: AlertChange, signal: AbortSignal): Promise<ChangeOutcome>;
}

interface DeskParts {
  readonly prometheus: readonly Prometheus[];
  readonly access: AlertmanagerAccess;
  readonly clock: Clock;
  readonly audit: AuditLog;
}

const ANSWER_LOST: ReadonlySet<SourceErrorKind> = new Set(['timeout', 'cut-off', 'aborted']);

export function createAlertDesk({ prometheus, access, clock, audit }: DeskParts): AlertDesk {
  let known: ReadonlyMap<SourceId, Alertmanager> = new Map();
  return {
    read: async (jobs, signal) => {
      const { alerts, alertmanagers } = await readAlerts(prometheus, access, jobs, { clock, signal });
      known = new Map(alertmanagers.map((client) => [client.source, client]));
      return alerts;
    },
    change: async (change, signal) => {
      const outcome = await tried(change, known, signal);
      const { id, where, error } = outcome;
      await audit.write({
        action: change.kind,
        where,
        target: id ?? (change.kind === 'silence' ? matchersText(change) : change.silence.id),
        outcome: error === null ? outcomeText(change) : `failed: ${error}`,
      });
      return outcome;
    },
  };
}

/**
 * One Alertmanager of the cluster after the other, until one has done it: it tells the others. What failed may have been done all the same,
 * where only the answer was lost: a silence that the next one knows is not made twice.
 */
async function tried(
  change: AlertChange,
  known: ReadonlyMap<SourceId, Alertmanager>,
  signal: AbortSignal,
): Promise<ChangeOutcome> {
  const cluster: Cluster = change.kind === 'silence' ? change.cluster : change.silence.alertmanagers;
  let failed: ChangeOutcome = { change, where: '', id: null, error: say`no Alertmanager is known that could do it` };
  for (const source of cluster) {
    const client = known.get(source);
    if (client === undefined) continue;
    try {
      const made = failed.where === '' ? null : await madeAlready(change, client, signal);
      return { change, where: client.url, id: made ?? (await done(change, client, signal)), error: null };
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      failed = { change, where: client.url, id: null, error: whyFailed(error) };
      // It was understood, and refused: another one would refuse it too.
      if (error.status !== null && error.status >= 400 && error.status < 500) break;
    }
  }
  return failed;
}

/** The id of the very silence that is to be made. */
async function madeAlready(change: AlertChange, client: Alertmanager, signal: AbortSignal): Promise<string | null> {
  if (change.kind !== 'silence') return null;
  const wanted = silenceKey(change.silence);
  const { items } = await client.silences(signal);
  return items.find((silence) => silence.state !== 'expired' && silenceKey(silence) === wanted)?.id ?? null;
}

function silenceKey({ matchers, endsAt, createdBy, comment }: NewSilence): string {
  const conditions = matchers.map(({ name, value, isRegex, isEqual }) => [name, value, isRegex, isEqual].join('\0'));
  return JSON.stringify([conditions.sort(), endsAt, createdBy, comment]);
}

function whyFailed({ kind, message }: SourceError): SafeText {
  return ANSWER_LOST.has(kind)
    ? say`${message}; it may have been done all the same: look before you try again`
    : visible(message);
}

async function done(change: AlertChange, client: Alertmanager, signal: AbortSignal): Promise<string> {
  switch (change.kind) {
    case 'silence':
      return client.silence(change.silence, null, signal);
    case 'extend':
      return client.silence({ ...change.silence, endsAt: change.endsAt }, change.silence.id, signal);
    case 'expire':
      await client.expire(change.silence.id, signal);
      return change.silence.id;
  }
}

function outcomeText(change: AlertChange): string {
  if (change.kind === 'expire') return 'expired';
  const endsAt = change.kind === 'silence' ? change.silence.endsAt : change.endsAt;
  return `until ${isoTime(endsAt) ?? ''}: ${change.silence.comment}`;
}

function matchersText({ silence }: Extract<AlertChange, { readonly kind: 'silence' }>): string {
  return silence.matchers.map(({ name, value }) => `${name}=${JSON.stringify(value)}`).join(' ');
}
