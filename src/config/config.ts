import type { CauseCode } from '../domain/cause.ts';
import type { DeclaredJob } from '../domain/declared-job.ts';
import type { HostSettings } from '../domain/host-settings.ts';
import type { Seconds } from '../domain/time.ts';
import type { HttpAddress } from './http-address.ts';
import type { HttpHeader } from './http-header.ts';
import type { Origin } from './origin.ts';

/** How a server is talked to, beyond its address. */
export interface Access {
  /** Values may be secrets. */
  readonly headers: readonly HttpHeader[];
  /** Path of an HTTP client configuration file. */
  readonly httpConfig: string | null;
}

/** A Prometheus or an Alertmanager. */
interface ServerConfig extends HttpAddress, Access {
  /** Unique among the servers of its kind. */
  readonly name: string;
}

export interface ExportersConfig extends Access {
  /** Asked beside those that a Prometheus names. */
  readonly urls: readonly HttpAddress[];
  /** Whether the exporters that a Prometheus names are asked too. */
  readonly direct: boolean;
  readonly concurrency: number;
  readonly timeoutSeconds: Seconds;
}

/** The effective configuration: every default filled in. */
export interface Config {
  readonly prometheus: readonly ServerConfig[];
  /** In place of those that the Prometheus servers name; empty: these are asked. */
  readonly alertmanagers: readonly ServerConfig[];
  readonly exporters: ExportersConfig;
  /** For each request to a Prometheus or Alertmanager. */
  readonly timeoutSeconds: Seconds;
  readonly history: boolean;
  /** Folders of Ansible inventories. */
  readonly ansible: readonly string[];
  /** How hosts are reached. */
  readonly ssh: readonly HostSettings[];
  readonly jobs: readonly Omit<DeclaredJob, 'origin'>[];
  readonly defaultMaxAgeSeconds: Seconds;
  readonly ignoreCauses: readonly CauseCode[];
  readonly color: 'auto' | 'never';
  /** `auto`: no; `on-terminal`: the same, where the locale has no UTF-8. */
  readonly ascii: boolean | 'auto' | 'on-terminal';
  /** Whatever changes anything, on hosts or in an Alertmanager, is refused. */
  readonly readOnly: boolean;
  /** The configuration file that was read. */
  readonly file: string | null;
  /** Who said it, by the path of each value: `prometheus[0].url`, `timeout`. */
  readonly origins: ReadonlyMap<string, Origin>;
}

export const DEFAULT_PROMETHEUS_URL = 'http://localhost:9090';
export const DEFAULT_CONCURRENCY = 64;
export const DEFAULT_TIMEOUT_SECONDS: Seconds = 10;
/** Nobody should wait longer for the table because one host is gone. */
export const DEFAULT_EXPORTER_TIMEOUT_SECONDS: Seconds = 5;
export const DEFAULT_MAX_AGE_SECONDS: Seconds = 86_400;
