import type { RuleGroup } from './prometheus.ts';

/** The group that the field's template makes of its declared jobs: two alerts a job, `metric` put in as it is declared. */
export function fieldRules(metrics: readonly string[], wait = '1m'): RuleGroup {
  return {
    name: 'Amaterasu',
    rules: metrics.flatMap((metric) => [startRule(metric, wait), failureRule(metric, wait)]),
  };
}

const LABELS = { severity: 'error' };
const ANNOTATIONS = { description: 'todo: add last exec time here' };

function startRule(metric: string, wait: string): RuleGroup['rules'][number] {
  const start = `duplicati_${metric}_last_run_start`;
  return {
    alert: startAlert(metric),
    expr: `time()-${start}>86400 or absent(${start})`,
    for: wait,
    labels: LABELS,
    annotations: ANNOTATIONS,
  };
}

function failureRule(metric: string, wait: string): RuleGroup['rules'][number] {
  return {
    alert: failureAlert(metric),
    expr: `duplicati_${metric}_last_exitcode>9`,
    for: wait,
    labels: LABELS,
    annotations: ANNOTATIONS,
  };
}

export function startAlert(metric: string): string {
  return `MONITORED DUPLICATI JOB ${metric} DIDNT START IN 24hrs`;
}

export function failureAlert(metric: string): string {
  return `MONITORED DUPLICATI JOB ${metric} HAD FAILURE`;
}
