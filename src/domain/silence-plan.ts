import type { FleetAlert } from './alert.ts';
import type { Cluster, FleetAlerts } from './alerts.ts';
import { type Labels, labelsKey } from './labels.ts';
import { matchersForOnly, matchersHold, type NewSilence } from './silence.ts';
import type { EpochMs, Seconds } from './time.ts';

/** A silence that is to be made, and who is to be told: the first of the cluster that takes it. */
export interface PlannedSilence {
  readonly alert: FleetAlert;
  readonly cluster: Cluster;
  readonly silence: NewSilence;
}

export interface SilenceWishes {
  readonly now: EpochMs;
  readonly seconds: Seconds;
  readonly createdBy: string;
  readonly comment: string;
}

/**
 * The silences that keep exactly these alerts silent: one in each cluster for each set of labels that an alert has there. Empty for alerts
 * that no Alertmanager would be told of.
 */
export function planSilences(
  chosen: readonly FleetAlert[],
  { alerts, clusters }: Pick<FleetAlerts, 'alerts' | 'clusters'>,
  { now, seconds, createdBy, comment }: SilenceWishes,
): readonly PlannedSilence[] {
  return chosen.flatMap((alert) =>
    clusters
      .filter((cluster) => alert.alertmanagers.some((source) => cluster.includes(source)))
      .flatMap((cluster) =>
        labelsIn(alert, cluster).map(({ labels, others }): PlannedSilence => {
          const matchers = matchersForOnly(labels, othersOf(alert, alerts, others));
          return {
            alert,
            cluster,
            silence: { matchers, startsAt: now, endsAt: now + seconds * 1000, createdBy, comment },
          };
        }),
      ),
  );
}

/** Which of the known alerts a silence would hold for, the one that it is for included. */
export function heldBy({ cluster, silence }: PlannedSilence, alerts: readonly FleetAlert[]): readonly FleetAlert[] {
  return alerts.filter((alert) =>
    shapesOf(alert, cluster).some((labels) => matchersHold(silence.matchers, labels) === true),
  );
}

type ShapesOf = (alert: FleetAlert) => readonly Labels[];

/** As the cluster has the alert, each set of labels once; as its rule makes it where the cluster does not have it yet. */
function labelsIn(
  alert: FleetAlert,
  cluster: Cluster,
): readonly { readonly labels: Labels; readonly others: ShapesOf }[] {
  const there = deliveredLabels(alert, cluster);
  if (there.length > 0) return there.map((labels) => ({ labels, others: (other) => shapesOf(other, cluster) }));
  // What a Prometheus will put to them is not known: they are told from others by what the rules make.
  return [{ labels: alert.labels, others: (other) => [other.labels] }];
}

function othersOf(alert: FleetAlert, alerts: readonly FleetAlert[], shapes: ShapesOf): readonly Labels[] {
  return alerts.flatMap((other) => (other.key === alert.key ? [] : shapes(other)));
}

function shapesOf(alert: FleetAlert, cluster: Cluster): readonly Labels[] {
  const there = deliveredLabels(alert, cluster);
  return there.length > 0 ? there : [alert.labels];
}

function deliveredLabels({ delivery }: FleetAlert, cluster: Cluster): readonly Labels[] {
  if (delivery.kind !== 'delivered') return [];
  const there = delivery.to.filter(({ alertmanager }) => cluster.includes(alertmanager));
  return [...new Map(there.map(({ labels }) => [labelsKey(labels), labels])).values()];
}
