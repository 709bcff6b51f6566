import type { Summary } from '../domain/snapshot.ts';
import { STATUSES, type Status } from '../domain/status.ts';
import { say } from '../text/safe-text.ts';
import { statusTone } from './status-word.ts';
import { type Line, type Segment, segment } from './tone.ts';

/**
 * `11 jobs: 2 failed, 1 missing, 1 late, 7 ok; 1 host problem`, worst first, without what there is none of. Jobs whose status is not among
 * those `named` are told together: `7 others`.
 */
export function summaryLine(summary: Summary, named: readonly Status[] = STATUSES): Line {
  const line: Segment[] = [segment(say`${summary.total} ${summary.total === 1 ? 'job' : 'jobs'}`)];
  let before = say`: `;
  let others = summary.total;
  for (const status of named) {
    if (summary[status] === 0) continue;
    line.push(segment(before), segment(say`${summary[status]} ${status}`, statusTone(status)));
    before = say`, `;
    others -= summary[status];
  }
  if (others > 0) line.push(segment(before), segment(say`${others} ${others === 1 ? 'other' : 'others'}`, 'muted'));
  const { hostProblems } = summary;
  if (hostProblems > 0) {
    line.push(
      segment(say`; `),
      segment(say`${hostProblems} host ${hostProblems === 1 ? 'problem' : 'problems'}`, statusTone('host')),
    );
  }
  return line;
}
