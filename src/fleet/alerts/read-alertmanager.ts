import type { SourceState } from '../../domain/snapshot.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Alertmanager, Listed } from '../../sources/alertmanager/client.ts';
import { SourceError } from '../../sources/source-error.ts';
import { say } from '../../text/safe-text.ts';
import { failure } from '../source-states.ts';
import type { DeliveredReading } from './reading.ts';

/** Asks one Alertmanager for its alerts, its silences and its cluster. One that fails is told, never thrown. */
export async function readAlertmanager(
  client: Alertmanager,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<DeliveredReading> {
  const fetchedAt = clock.now();
  const [alerts, silences, status] = await Promise.all([
    settled(client.alerts(signal)),
    settled(client.silences(signal)),
    settled(client.status(signal)),
  ]);
  const error = [alerts, silences].find((each) => each instanceof SourceError) ?? null;
  const state: SourceState = {
    id: client.source,
    kind: 'alertmanager',
    name: client.name,
    url: client.url,
    ...failure(error instanceof SourceError ? error : null),
    fetchedAt,
    durationMs: clock.now() - fetchedAt,
    warnings: [
      ...warningsOf(alerts),
      ...warningsOf(silences),
      ...(status instanceof SourceError && error === null ? [say`its cluster is not known: ${status.message}`] : []),
    ],
  };
  return {
    state,
    alerts: alerts instanceof SourceError ? null : alerts.items,
    silences: silences instanceof SourceError ? [] : silences.items,
    members: status instanceof SourceError ? [] : status.members,
  };
}

/** @throws whatever is no SourceError, and the caller's own wish to stop */
async function settled<Data>(asking: Promise<Data>): Promise<Data | SourceError> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof SourceError && error.kind !== 'aborted') return error;
    throw error;
  }
}

function warningsOf(listed: Listed<unknown> | SourceError): SourceState['warnings'] {
  return listed instanceof SourceError ? [] : listed.warnings;
}
