import type { Job } from '../../domain/job.ts';
import type { Trend } from '../../domain/trend/trend.ts';
import { longDuration, shortDuration } from '../../text/duration.ts';
import { moment } from '../../text/moment.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import { expectedRun } from '../columns/next-run.ts';
import { sparkline } from '../sparkline.ts';
import type { Line } from '../tone.ts';
import { agoText, momentAndAge } from './ago.ts';
import { field, type ShowContext } from './section.ts';

/** How the job has been going: its last runs at a glance, failures in a row, how long it usually takes. */
export function trendLines({ trend }: Job, context: ShowContext): readonly Line[] {
  if (trend === null) return [];
  const { runs, failedRuns, knownSince, failing, recent } = trend;
  const failed = failedRuns === 0 ? 'none of them failed' : `${failedRuns} of them failed`;
  return [
    ...field('runs', say`${runs} known since ${moment(knownSince)}, ${failed}`, context),
    ...(context.spoken
      ? []
      : field('the newest', sparkline(recent, context.ascii), context, failing === null ? 'accent' : 'failed')),
    ...(failing === null ? [] : field('failing', failingText(failing, context), context, 'failed')),
    ...(trend.durations === null ? [] : field('good runs', durationsText(trend.durations), context)),
  ];
}

/** When it is expected to run next, and what says so; no line where nothing does. */
export function nextRunLines(job: Job, context: ShowContext): readonly Line[] {
  const next = expectedRun(job, context.now);
  if (next === null) return [];
  const away = (next.at - context.now) / 1000;
  if (next.from === 'schedule') return field('next run', say`in ${longDuration(away)}`, context);
  const when = away < 0 ? agoText(next.at, context.now) : say`in ${shortDuration(away)}`;
  const every = shortDuration(job.trend?.rhythm?.everySeconds ?? 0);
  return field('next run', say`about ${moment(next.at)}, ${when}: a guess, as it runs every ${every}`, context);
}

function failingText({ runs, since, sinceExact }: NonNullable<Trend['failing']>, { now }: ShowContext): SafeText {
  const first = since === null ? say`not known when` : momentAndAge(since, now);
  if (!sinceExact) return say`all ${runs} known runs, since ${first}, or for longer`;
  return runs === 1 ? say`the last run, after a good one` : say`${runs} runs in a row, since ${first}`;
}

function durationsText({
  runs,
  medianSeconds,
  lowSeconds,
  highSeconds,
  longestSeconds,
}: NonNullable<Trend['durations']>): SafeText {
  const usual = say`${shortDuration(lowSeconds)} to ${shortDuration(highSeconds)}`;
  return say`median ${shortDuration(medianSeconds)}, eight of ten took ${usual}, the longest ${shortDuration(longestSeconds)}; ${runs} runs before the last`;
}
