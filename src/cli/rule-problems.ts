import type { FleetAlerts, RuleProblem } from '../domain/alerts.ts';
import type { Job } from '../domain/job.ts';
import { checkRules } from '../hostkit/rules/check-rules.ts';

/** Rules that are in error, or can never match. That a job has no rule is told of the job. */
export function ruleProblems({ rules }: FleetAlerts, jobs: readonly Job[]): readonly RuleProblem[] {
  return rules.length === 0 ? [] : checkRules(rules, jobs, []).filter(({ fault }) => fault !== 'job-without-rule');
}
