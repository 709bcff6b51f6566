import type { Cluster } from '../../domain/alerts.ts';
import type { DeliveredReading } from './reading.ts';

/** Which of the Alertmanagers belong together; those that answer stand first in each cluster. */
export function clustersOf(readings: readonly DeliveredReading[]): readonly Cluster[] {
  const clusters: { readonly members: Set<string>; readonly readings: DeliveredReading[] }[] = [];
  for (const reading of readings) {
    const same = clusters.find(({ members }) => reading.members.some((name) => members.has(name)));
    const cluster = same ?? { members: new Set<string>(), readings: [] };
    for (const name of reading.members) cluster.members.add(name);
    cluster.readings.push(reading);
    if (same === undefined) clusters.push(cluster);
  }
  return clusters.map((cluster) =>
    cluster.readings
      .toSorted((one, other) => Number(other.state.ok) - Number(one.state.ok))
      .map(({ state }) => state.id),
  );
}
