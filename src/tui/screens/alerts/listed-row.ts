import type { RuleProblem } from '../../../domain/alerts.ts';
import type { Job, JobId } from '../../../domain/job.ts';
import type { Silence } from '../../../domain/silence.ts';
import type { LiveAlerts } from '../../../live/live-alerts.ts';
import { type AlertRow, alertRowsOf } from '../../../present/alerts/alert-row.ts';
import { shownSilences } from '../../../present/alerts/shown-silences.ts';

/** One line of the list: an alert, a silence, or what is wrong with a rule. */
export type ListedRow =
  | { readonly kind: 'alert'; readonly key: string; readonly row: AlertRow }
  | { readonly kind: 'silence'; readonly key: string; readonly silence: Silence }
  | { readonly kind: 'problem'; readonly key: string; readonly problem: RuleProblem };

/** Alerts worst first, silences the next to end first, then rules. */
export function listedRows(
  read: LiveAlerts,
  jobs: readonly Job[],
  { only, all }: { readonly only: JobId | null; readonly all: boolean },
): readonly ListedRow[] {
  const isShown = ({ alert }: AlertRow) => (only === null ? all || alert.aboutBackups : alert.jobs.includes(only));
  const rows = alertRowsOf(read, jobs).filter(isShown);
  const silences = shownSilences(
    read.silences,
    rows.map(({ alert }) => alert),
    only !== null ? 'holding' : all ? 'all' : 'about-backups',
  );
  return [
    ...rows.map((row): ListedRow => ({ kind: 'alert', key: `alert ${row.alert.key}`, row })),
    ...silences.map((silence): ListedRow => ({ kind: 'silence', key: `silence ${silence.id}`, silence })),
    ...(only === null ? read.problems : []).map(
      (problem): ListedRow => ({ kind: 'problem', key: `problem ${problem.fault} ${problem.message}`, problem }),
    ),
  ];
}
