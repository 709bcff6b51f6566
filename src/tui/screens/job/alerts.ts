import { loudnessOf } from '../../../domain/alert.ts';
import type { Job } from '../../../domain/job.ts';
import { quietText } from '../../../present/alerts/silence-text.ts';
import { undeliveredLines } from '../../../present/alerts/undelivered-lines.ts';
import { blank, hanging, INDENT, type ShowContext, section } from '../../../present/show/section.ts';
import type { Line } from '../../../present/tone.ts';
import { say } from '../../../text/safe-text.ts';
import type { Effect } from '../../effect.ts';
import type { Model } from '../../model.ts';
import type { JobState } from './state.ts';

/** The feed that tells whether anybody hears of the job's alerts. */
export const ALERTS_FEED = 'job:alerts';

/** Asks for alerts and silences, where the job has alerts. */
export function readingAlerts({ alerts }: Job, { fleet }: Model): readonly Effect[] {
  if (alerts.length === 0) return [];
  const jobs = fleet.snapshot?.jobs ?? [];
  return [{ type: 'start-feed', key: ALERTS_FEED, request: { feed: 'alerts', ask: { jobs } } }];
}

export function endingAlerts({ alerts }: Job): readonly Effect[] {
  return alerts.length === 0 ? [] : [{ type: 'end-feed', key: ALERTS_FEED }];
}

/** Which alerts of the job are silent and why, and which nobody is told of. */
export function quietLines({ job, alerts }: JobState, context: ShowContext): readonly Line[] {
  const own = alerts?.alerts.filter((alert) => alert.jobs.includes(job.id)) ?? [];
  const quiet = own.filter((alert) => loudnessOf(alert) !== 'loud');
  return [
    ...section(
      say`SILENCED`,
      quiet.flatMap((alert) =>
        hanging([blank(INDENT)], INDENT, say`${alert.name}: ${quietText(alert, context.now) ?? ''}`, context, 'accent'),
      ),
    ),
    ...section(say`NOT DELIVERED`, undeliveredLines(own, context)),
  ];
}
