import type { Brand } from './brand.ts';

/** A job's name in series and rules, without `duplicati_`: `influx01__var_lib_influxdb`. */
export type Metric = Brand<string, 'Metric'>;

/** The three series of the classic wrapper, by the end of their name. */
export const CLASSIC_SUFFIXES = {
  start: '_last_run_start',
  seconds: '_last_run_seconds',
  exitCode: '_last_exitcode',
} as const;
export type ClassicField = keyof typeof CLASSIC_SUFFIXES;

export const METRIC_PREFIX = 'duplicati_';
/** Series of the labelled family; the prefix is never a classic stem's. */
export const LABELLED_PREFIX = 'duplicati_job_';

const CLASSIC_NAME = /^duplicati_(.+)_last_(run_start|run_seconds|exitcode)$/s;
const FIELDS = { run_start: 'start', run_seconds: 'seconds', exitcode: 'exitCode' } as const;

/** Takes the text as a metric: only for text that is known to be one (a declared job's `metric`, a rule's series name). */
export function asMetric(text: string): Metric {
  return text as Metric;
}

/** `duplicati_influx01__var_last_exitcode` → its metric and which of the three it is; `null` for any other name. */
export function parseClassicName(name: string): { metric: Metric; field: ClassicField } | null {
  const match = CLASSIC_NAME.exec(name);
  if (!match) return null;
  return { metric: match[1] as Metric, field: FIELDS[match[2] as keyof typeof FIELDS] };
}

/** The metric of a `…_last_run_start`; `null` for any other name. Quick: it is asked of every name of a large server. */
export function metricOfStart(name: string): Metric | null {
  if (!name.startsWith(METRIC_PREFIX) || !name.endsWith(CLASSIC_SUFFIXES.start)) return null;
  const metric = name.slice(METRIC_PREFIX.length, -CLASSIC_SUFFIXES.start.length);
  return metric === '' ? null : (metric as Metric);
}

/** The name of one of the job's three series. */
export function classicName(metric: Metric, field: ClassicField): string {
  return METRIC_PREFIX + metric + CLASSIC_SUFFIXES[field];
}
