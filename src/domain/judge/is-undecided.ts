import type { JobFacts } from './facts.ts';

/** Nobody shows the job, and not everybody has been heard. */
export function isUndecided({ run, unanswered, instance }: JobFacts): boolean {
  return run === null && unanswered.length > 0 && instance?.direct?.kind !== 'answered';
}
