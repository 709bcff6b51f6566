import { say } from '../../text/safe-text.ts';
import type { JobFacts } from './facts.ts';
import { type Finding, finding, type Rule } from './finding.ts';

function mismatch(facts: JobFacts): Finding | null {
  const [rule] = facts.mismatchedRules;
  if (rule === undefined) return null;
  const wanted = rule.absentMetrics[0] ?? rule.metrics[0] ?? '';
  return finding(
    'warning',
    'rule-mismatch',
    say`its alert rule watches ${wanted}, but the series is ${facts.metric}: absent() fires for ever and a failure never does`,
    facts.mismatchedRules.map(
      (each) => say`rule "${each.name}" in group ${each.group} (${each.source}): ${each.expression}`,
    ),
    say`name the job ${facts.metric} in the rules (duplicati_monitored_jobs), or take the difference out of the path in the crontab of ${facts.host}`,
  );
}

function broken(facts: JobFacts): Finding | null {
  const [rule] = facts.rules.filter((each) => each.health === 'err');
  if (rule === undefined) return null;
  return finding(
    'warning',
    'rule-error',
    say`its alert rule "${rule.name}" can't be evaluated: nothing would be reported`,
    [say`${rule.source}: ${rule.lastError ?? 'health is err'}`, say`expression: ${rule.expression}`],
    say`mend the rule; promtool check rules and the Rules page of Prometheus tell more`,
  );
}

function unwatched(facts: JobFacts): Finding | null {
  if (!facts.rulesInUse || facts.rules.length > 0 || facts.mismatchedRules.length > 0 || facts.run === null)
    return null;
  return finding(
    'warning',
    'rule-missing',
    say`no loaded alert rule watches this job: nobody is told when it fails or stops`,
    [say`other backup jobs have rules; none names duplicati_${facts.metric}_last_*`],
    say`add "metric: ${facts.metric}" to duplicati_monitored_jobs, or "rule-missing" to ignoreCauses if that is meant`,
  );
}

/** What is wrong with the alert rules that watch a job, or should. */
export const ALERT_RULE_RULES: readonly Rule[] = [mismatch, broken, unwatched];
