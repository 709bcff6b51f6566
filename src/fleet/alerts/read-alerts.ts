import type { FleetAlerts } from '../../domain/alerts.ts';
import type { Job } from '../../domain/job.ts';
import type { Silence } from '../../domain/silence.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Alertmanager } from '../../sources/alertmanager/client.ts';
import type { Prometheus } from '../../sources/prometheus/client.ts';
import type { AlertmanagerAccess } from './alertmanager-access.ts';
import { clustersOf } from './clusters.ts';
import { mergeAlerts } from './merge-alerts.ts';
import { readAlertmanager } from './read-alertmanager.ts';
import { readRaised } from './read-raised.ts';

/** All that was read, and the clients of the Alertmanagers that were asked. */
export interface ReadAlerts {
  readonly alerts: FleetAlerts;
  readonly alertmanagers: readonly Alertmanager[];
}

/** Asks every Prometheus for its alerts, and then every Alertmanager. A source that fails is told, never thrown. */
export async function readAlerts(
  prometheus: readonly Prometheus[],
  access: AlertmanagerAccess,
  jobs: readonly Job[],
  ports: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<ReadAlerts> {
  const raised = await Promise.all(prometheus.map((client) => readRaised(client, access, ports)));
  const named = [...access.configured, ...raised.flatMap(({ alertmanagers }) => alertmanagers)];
  const alertmanagers = [...new Map(named.map((client) => [client.source, client])).values()];
  const delivered = await Promise.all(alertmanagers.map((client) => readAlertmanager(client, ports)));
  const silences = mergedSilences(delivered.flatMap((reading) => reading.silences));
  return {
    alertmanagers,
    alerts: {
      readAt: ports.clock.now(),
      sources: [...raised, ...delivered].map(({ state }) => state),
      alerts: mergeAlerts(raised, delivered, silences, jobs),
      silences: silences.filter(({ state }) => state !== 'expired'),
      clusters: clustersOf(delivered),
      rules: raised.flatMap(({ alerting }) => alerting?.rules ?? []),
    },
  };
}

/** The next to end first. Alertmanagers of one cluster have the same ones; while one of them lags behind, what expired or ends later is newer. */
function mergedSilences(silences: readonly Silence[]): readonly Silence[] {
  const merged = Array.from(Map.groupBy(silences, ({ id }) => id).values(), (same): Silence => {
    const [newest, ...others] = same.toSorted(
      (one, other) => Number(isExpired(other)) - Number(isExpired(one)) || other.endsAt - one.endsAt,
    );
    const alertmanagers = [newest, ...others].flatMap((each) => each?.alertmanagers ?? []);
    return { ...(newest as Silence), alertmanagers };
  });
  return merged.sort((one, other) => one.endsAt - other.endsAt);
}

function isExpired({ state }: Silence): boolean {
  return state === 'expired';
}
