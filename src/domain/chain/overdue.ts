import type { ChainFacts } from './chain-facts.ts';

/** Whether the last start that the sources show is too long ago, or none is shown. */
export function isOverdue({ job, now }: ChainFacts): boolean {
  const startedAt = job?.runningSince ?? job?.lastRun?.startedAt ?? null;
  return job === null || startedAt === null || now - startedAt > job.maxAge.seconds * 1000;
}
