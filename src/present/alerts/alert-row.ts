import type { FleetAlert } from '../../domain/alert.ts';
import type { FleetAlerts } from '../../domain/alerts.ts';
import type { Job } from '../../domain/job.ts';
import type { SourceId } from '../../domain/reading.ts';

/** One line of the table of alerts. */
export interface AlertRow {
  readonly alert: FleetAlert;
  /** Those of its jobs that the fleet shows, worst first. */
  readonly jobs: readonly Job[];
  /** Names of the Alertmanagers that have it. */
  readonly where: readonly string[];
}

/** In the order of the alerts. */
export function alertRowsOf({ alerts, sources }: FleetAlerts, jobs: readonly Job[]): readonly AlertRow[] {
  const wanted = new Set(alerts.flatMap((alert) => alert.jobs));
  const known = jobs.filter(({ id }) => wanted.has(id));
  const names = new Map<SourceId, string>(sources.map(({ id, name }) => [id, name]));
  return alerts.map((alert) => ({
    alert,
    jobs: known.filter(({ id }) => alert.jobs.includes(id)),
    where:
      alert.delivery.kind === 'delivered' ? alert.delivery.to.map((each) => names.get(each.alertmanager) ?? '') : [],
  }));
}
