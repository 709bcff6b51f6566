import { keptText } from './foreign-text.ts';

/** What a server says it is; `null` where it does not say, as VictoriaMetrics. */
export interface BuildInfo {
  readonly version: string | null;
  /** `Grafana Mimir`, for example; Prometheus itself gives none. */
  readonly application: string | null;
}

export function parseBuildInfo(data: unknown): BuildInfo {
  const { version, application } = (data ?? {}) as { version?: unknown; application?: unknown };
  return { version: keptText(version), application: keptText(application) };
}
