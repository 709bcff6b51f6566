import { asMetric, type Metric } from '../../../domain/metric.ts';

/** Names a job of the classic series, among all instances of a Prometheus. */
export function jobKey(instance: string, metric: Metric): string {
  return `${instance}\0${metric}`;
}

/** Names a job of the labelled family; never the key of a classic one. */
export function labelledJobKey(instance: string, host: string, path: string): string {
  return `${instance}\0${host}\0${path}`;
}

/** Of a classic job. */
export function metricOfKey(key: string): Metric | null {
  const [, metric, path] = key.split('\0');
  return metric === undefined || path !== undefined ? null : asMetric(metric);
}
