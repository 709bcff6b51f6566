import type { Run } from '../../../../src/domain/run.ts';
import { ago, aRun } from '../../support/snapshot.ts';

const DAY = 86_400;

/** A run each day, the newest an hour ago, of 10 minutes unless something else is given; `given` by how many days ago. */
export function dailyRuns(count: number, given: Readonly<Record<number, Partial<Run> | null>> = {}): readonly Run[] {
  return Array.from({ length: count }, (_, days): Run | null => {
    const own = given[days];
    return own === null ? null : aRun({ startedAt: ago(3600 + days * DAY), durationSeconds: 600, ...own });
  }).filter((run) => run !== null);
}
