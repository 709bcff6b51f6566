import { shortDuration } from '../../../text/duration.ts';
import { say } from '../../../text/safe-text.ts';
import { type ChainFacts, judged } from '../chain-facts.ts';
import { brokenBy, intact, judgedFault, type Link, unchecked } from '../link.ts';

/** Whether an alert rule watches the job, by the right name, and can be evaluated. */
export function ruleLink(facts: ChainFacts): Link {
  const { rules, job } = facts;
  const show = say`duptop rules --check`;
  const faults = judged(facts, 'rule-mismatch', 'rule-error', 'rule-missing').map((cause) => judgedFault(cause));
  return brokenBy('rule', faults, { show }, () => {
    if (!facts.asksPrometheus) return unchecked('rule', say`no Prometheus was asked`);
    if (rules.length === 0)
      return unchecked('rule', job === null ? say`no source knows the job` : say`no rule that watches it is loaded`, {
        show,
      });
    return intact('rule', say`${rules.length} ${rules.length === 1 ? 'rule watches' : 'rules watch'} it`, {
      evidence: rules.map(
        ({ name, maxAgeSeconds }) =>
          say`${name}${maxAgeSeconds === null ? '' : `: at most ${shortDuration(maxAgeSeconds)} old`}`,
      ),
      show,
    });
  });
}
