import type { Job } from '../../domain/job.ts';
import type { Metric } from '../../domain/metric.ts';
import { munge, refusedCharacter, spelling } from '../../domain/metric-name.ts';
import type { AlertRule } from '../../domain/rule.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import type { WatchedJob } from './watched-job.ts';

/** What can be wrong between loaded rules and jobs. */
type RuleFault =
  | 'no-rules'
  /** Its evaluation fails: it never fires. */
  | 'rule-error'
  /** Prometheus reads the name of its series as a subtraction. */
  | 'rule-subtraction'
  /** It names a series that nobody has, and looks like one that somebody has. */
  | 'rule-mismatch'
  | 'rule-without-series'
  | 'job-without-rule';

/** One thing to mend, with the proof and the next step. */
export interface RuleFinding {
  readonly fault: RuleFault;
  /** What it is about; `null` for a rule that names no series, and where there are no rules. */
  readonly metric: Metric | null;
  readonly message: SafeText;
  readonly evidence: readonly SafeText[];
  readonly next: SafeText;
}

/** What is wrong between the loaded rules, the jobs that the fleet shows, and those that are declared; empty where all is well. */
export function checkRules(
  rules: readonly AlertRule[],
  jobs: readonly Job[],
  declared: readonly WatchedJob[],
): readonly RuleFinding[] {
  if (rules.length === 0 && jobs.length + declared.length > 0) return [noRules(jobs.length + declared.length)];
  const byMetric = Map.groupBy(
    rules.flatMap((rule) => rule.metrics.map((metric) => ({ metric, rule }))),
    ({ metric }) => metric,
  );
  const named = Array.from(
    byMetric,
    ([metric, uses]): NamedMetric => ({ metric, rules: uses.map(({ rule }) => rule) }),
  );
  return [
    ...rules.filter(({ health }) => health === 'err').map(inError),
    ...named.flatMap((each) => withoutSeries(each, jobs) ?? []),
    ...unwatched(jobs, declared, new Set(byMetric.keys())),
  ];
}

/** A metric with the rules that name it. */
interface NamedMetric {
  readonly metric: Metric;
  readonly rules: readonly AlertRule[];
}

function noRules(count: number): RuleFinding {
  return {
    fault: 'no-rules',
    metric: null,
    message: say`Prometheus has no alert rule about backups: nobody is told when one of ${count} jobs fails or stops`,
    evidence: [],
    next: say`load what "duptop rules" prints: its file belongs into rule_files of prometheus.yml`,
  };
}

function inError(rule: AlertRule): RuleFinding {
  return {
    fault: 'rule-error',
    metric: rule.metrics[0] ?? null,
    message: say`rule "${rule.name}" can't be evaluated: it never fires`,
    evidence: [say`${rule.source}: ${rule.lastError ?? 'health is err'}`, ruleText(rule)],
    next: say`mend the expression; the Rules page of Prometheus tells more`,
  };
}

function withoutSeries({ metric, rules }: NamedMetric, jobs: readonly Job[]): RuleFinding | null {
  const evidence = rules.map(ruleText);
  const refused = refusedCharacter(metric);
  if (refused !== null) {
    return {
      fault: 'rule-subtraction',
      metric,
      message: say`duplicati_${metric}_… is no name: Prometheus reads "${refused}" in it as an operator, and gets nothing`,
      evidence,
      next: say`node_exporter drops such a name too: have the host write ${munge(metric)}, and name that in the rules`,
    };
  }
  const shown = jobs.filter(isShown);
  if (shown.some((job) => job.metric === metric)) return null;
  const twin = shown.find((job) => spelling(job.metric) === spelling(metric));
  if (twin) {
    return {
      fault: 'rule-mismatch',
      metric,
      message: say`no series is named duplicati_${metric}_…; that of ${twin.id} is duplicati_${twin.metric}_…`,
      evidence,
      next: say`name ${twin.metric} in the rules: absent() fires for ever now, and a failure never does`,
    };
  }
  const missing = jobs.find((job) => munge(job.metric) === metric);
  return {
    fault: 'rule-without-series',
    metric,
    message: say`no series is named duplicati_${metric}_…`,
    evidence,
    next:
      missing === undefined
        ? say`take the rule away, or find out why the job does not report`
        : say`find out why the job does not report: duptop show ${missing.id}`,
  };
}

/** Jobs of the fleet, and declared ones beside them, that no rule watches; a job whose rules spell it differently has its finding already. */
function unwatched(
  jobs: readonly Job[],
  declared: readonly WatchedJob[],
  named: ReadonlySet<Metric>,
): readonly RuleFinding[] {
  const names = new Map<Metric, string>();
  for (const { metric, id, rules } of jobs) if (rules.length === 0) names.set(munge(metric), id);
  const inFleet = new Set(jobs.map(({ metric }) => munge(metric)));
  for (const { metric, name } of declared) if (!inFleet.has(metric)) names.set(metric, name);
  return Array.from(names)
    .filter(([metric]) => !named.has(metric))
    .map(([metric, name]) => jobWithoutRule(metric, name));
}

function jobWithoutRule(metric: Metric, name: string): RuleFinding {
  return {
    fault: 'job-without-rule',
    metric,
    message: say`no rule watches ${name}: nobody is told when it fails or stops`,
    evidence: [],
    next: say`add "metric: ${metric}" to duplicati_monitored_jobs, or load what "duptop rules" prints`,
  };
}

function isShown({ seen }: Job): boolean {
  return seen.prometheus !== null || seen.exporter !== null;
}

function ruleText({ name, group, source, expression }: AlertRule): SafeText {
  return say`rule "${name}" in group ${group} (${source}): ${expression}`;
}
