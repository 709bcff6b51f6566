import type { Prometheus } from './client.ts';

/** The same server, where every request ends with the signal. */
export function withSignal(client: Prometheus, signal: AbortSignal): Prometheus {
  return {
    ...client,
    instant: (query, options) => client.instant(query, { ...options, signal }),
    range: (query, options) => client.range(query, { ...options, signal }),
    names: (selector, options) => client.names(selector, { ...options, signal }),
    targets: () => client.targets(signal),
    rules: () => client.rules(signal),
    alerts: () => client.alerts(signal),
    alerting: () => client.alerting(signal),
    alertmanagers: () => client.alertmanagers(signal),
    reload: () => client.reload(signal),
  };
}
