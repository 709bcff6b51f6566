import type { SourceState } from '../../domain/snapshot.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Alertmanager } from '../../sources/alertmanager/client.ts';
import type { Prometheus } from '../../sources/prometheus/client.ts';
import { dataOf, type Outcome, outcomeOf, warningsOf } from '../../sources/prometheus/outcome.ts';
import { SourceError } from '../../sources/source-error.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import { failure } from '../source-states.ts';
import { type AlertmanagerAccess, addressFromHere, nameOfAddress } from './alertmanager-access.ts';
import type { RaisedReading } from './reading.ts';

/** What a Prometheus says, and clients for the Alertmanagers that it sends to; all configured ones where there are any. */
export interface Raised extends RaisedReading {
  readonly alertmanagers: readonly Alertmanager[];
}

/** Asks one Prometheus for its alerts and where it sends them. One that fails is told, never thrown. */
export async function readRaised(
  client: Prometheus,
  { configured, discovered }: AlertmanagerAccess,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<Raised> {
  const fetchedAt = clock.now();
  const [alerting, addresses] = await Promise.all([
    outcomeOf(client.alerting(signal)),
    configured.length > 0 ? null : outcomeOf(client.alertmanagers(signal)),
  ]);
  const named = (addresses && dataOf(addresses)) ?? null;
  const found = named?.map((address) => alertmanagerAt(address, client, discovered)) ?? [];
  const alertmanagers =
    configured.length > 0 ? configured : found.flatMap((each) => (each instanceof SourceError ? [] : [each]));
  const state: SourceState = {
    id: client.source,
    kind: 'prometheus',
    name: client.name,
    url: client.url,
    ...failure(errorOf(alerting, client.url)),
    fetchedAt,
    durationMs: clock.now() - fetchedAt,
    warnings: [
      ...(alerting.kind === 'data' ? alerting.warnings : []),
      ...(addresses === null ? [] : discoveryWarnings(addresses)),
      ...found.flatMap((each) => (each instanceof SourceError ? [say`${each.url}: ${each.message}`] : [])),
    ],
  };
  return {
    state,
    alerting: dataOf(alerting),
    sendsTo: configured.length === 0 && named === null ? null : alertmanagers.map(({ source }) => source),
    alertmanagers,
  };
}

function alertmanagerAt(
  address: string,
  { url }: Prometheus,
  discovered: AlertmanagerAccess['discovered'],
): Alertmanager | SourceError {
  const reachable = addressFromHere(address, url);
  try {
    return discovered(nameOfAddress(reachable), reachable);
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
}

function errorOf(alerting: Outcome<unknown>, url: string): SourceError | null {
  if (alerting.kind === 'failed') return alerting.error;
  if (alerting.kind === 'data') return null;
  return new SourceError('not-there', url, say`this server lists neither rules nor alerts (${alerting.status})`);
}

function discoveryWarnings(addresses: Outcome<unknown>): readonly SafeText[] {
  if (addresses.kind !== 'not-there') return warningsOf('alertmanagers', addresses);
  return [say`it does not tell its Alertmanagers: name them under "alertmanagers" in the configuration`];
}
