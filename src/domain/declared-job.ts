import type { Metric } from './metric.ts';
import type { Seconds } from './time.ts';

/** Who says that a job ought to exist; but `host`: a look at the host showed it, which makes its path exact and says nothing of what ought to be. */
export type DeclaredOrigin = 'config' | 'ansible' | 'rule' | 'host';

/** A job said to exist by configuration, by Ansible variables or by a loaded alert rule. */
export interface DeclaredJob {
  readonly origin: DeclaredOrigin;
  /** Where, for people: `/etc/ansible/host_vars/influx01.yml:12`, `config.yml:7`, `rule MONITORED … of prometheus default`. */
  readonly where: string;
  readonly target: DeclaredTarget;
  /** How old the last start may be, where it is said. */
  readonly maxAgeSeconds: Seconds | null;
  /** Five-field cron expression, in the host's time zone, where it is said. */
  readonly schedule: string | null;
}

/** A job is named by host and path (config, Ansible `duplicati_jobs`), or by its metric alone (rules, `duplicati_monitored_jobs`). */
export type DeclaredTarget =
  | { readonly by: 'path'; readonly host: string; readonly path: string }
  | { readonly by: 'metric'; readonly metric: Metric };
