import type { Metric } from '../../domain/metric.ts';
import { spelling } from '../../domain/metric-name.ts';
import type { Alert, AlertRule } from '../../domain/rule.ts';
import { appendTo } from './append-to.ts';
import type { JobDraft } from './job-draft.ts';

/** The loaded rules, ready to be asked which of them watch a job. */
export class WatchingRules {
  readonly #byMetric = new Map<Metric, AlertRule[]>();
  readonly #bySpelling = new Map<string, AlertRule[]>();
  readonly #labelled: readonly AlertRule[];
  /** Those that pick their series by a pattern: they watch whatever there is. */
  readonly #sweeping: readonly AlertRule[];
  readonly #shown: ReadonlySet<Metric>;

  /** `shown`: metrics that have series, so that a rule which names one of them means that one and no look-alike. */
  constructor(rules: readonly AlertRule[], shown: ReadonlySet<Metric>) {
    this.#shown = shown;
    this.#labelled = rules.filter((rule) => rule.labelled);
    this.#sweeping = rules.filter((rule) => !rule.labelled && rule.metrics.length === 0);
    for (const rule of rules) {
      for (const metric of rule.metrics) {
        appendTo(this.#byMetric, metric, rule);
        if (!shown.has(metric)) appendTo(this.#bySpelling, spelling(metric), rule);
      }
    }
  }

  /** Whether backup jobs are watched by rules at all. */
  get inUse(): boolean {
    return this.#byMetric.size + this.#labelled.length + this.#sweeping.length > 0;
  }

  watching({ metric, labelled }: Pick<JobDraft, 'metric' | 'labelled'>): readonly AlertRule[] {
    const named = this.#byMetric.get(metric) ?? [];
    const more = labelled === null ? this.#sweeping : [...this.#sweeping, ...this.#labelled];
    return more.length === 0 ? named : [...named, ...more];
  }

  /** Rules that mean the job and name a series that nobody has. */
  mismatched({ metric }: Pick<JobDraft, 'metric'>): readonly AlertRule[] {
    if (this.#bySpelling.size === 0 || !this.#shown.has(metric) || this.#byMetric.has(metric)) return [];
    return this.#bySpelling.get(spelling(metric)) ?? [];
  }
}

/** The alerts of these rules that are about this job, firing ones first, longest first. */
export function alertsOn(job: JobDraft, rules: readonly AlertRule[]): readonly Alert[] {
  const instance = job.group?.instance ?? null;
  const alerts = rules.flatMap((rule) =>
    rule.alerts.filter((alert) => {
      if (rule.metrics.length === 0) return alert.host === job.host && alert.path === job.path;
      // absent() has no instance; the others tell hosts of one name apart.
      return alert.instance === null || instance === null || alert.instance === instance;
    }),
  );
  if (alerts.length < 2) return alerts;
  return alerts.sort(
    (one, other) =>
      Number(other.state === 'firing') - Number(one.state === 'firing') || (one.activeAt ?? 0) - (other.activeAt ?? 0),
  );
}
