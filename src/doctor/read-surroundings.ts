import type { FleetAlert } from '../domain/alert.ts';
import type { Job } from '../domain/job.ts';
import type { AlertRule } from '../domain/rule.ts';
import type { Target } from '../domain/target.ts';
import type { AlertDesk } from '../fleet/alerts/alert-desk.ts';
import type { Prometheus } from '../sources/prometheus/client.ts';
import { dataOf, outcomeOf } from '../sources/prometheus/outcome.ts';

/** What the doctor wants to know beside the snapshot. */
export interface Surroundings {
  readonly asksPrometheus: boolean;
  readonly targets: readonly Target[];
  readonly rules: readonly AlertRule[];
  /** `null` where nobody told. */
  readonly alerts: readonly FleetAlert[] | null;
}

/** Asks for targets, rules, alerts and silences; a source that fails has been told with the snapshot. */
export async function readSurroundings(
  prometheus: readonly Prometheus[],
  desk: AlertDesk,
  jobs: readonly Job[],
  signal: AbortSignal,
): Promise<Surroundings> {
  const [targets, { alerts, rules, sources }] = await Promise.all([
    Promise.all(prometheus.map(async (client) => dataOf(await outcomeOf(client.targets(signal))) ?? [])),
    desk.read(jobs, signal),
  ]);
  return {
    asksPrometheus: prometheus.length > 0,
    targets: targets.flat(),
    rules,
    alerts: sources.some(({ ok }) => ok) ? alerts : null,
  };
}
