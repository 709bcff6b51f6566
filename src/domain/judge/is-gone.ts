import type { JobFacts } from './facts.ts';
import { reachabilityOf } from './reachability.ts';

/** Whether nobody shows the job any more though everybody who might was asked: what it last said is history. */
export function isGone({ stale, run, instance, unanswered }: JobFacts): boolean {
  if (!stale || run === null || instance === null || unanswered.length > 0) return false;
  const reach = reachabilityOf(instance);
  return (
    reach === 'up' ||
    reach === 'not-a-target' ||
    (reach === 'unknown' && instance.target === null && instance.targetsKnown)
  );
}
